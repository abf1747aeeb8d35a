#include "dunlin/commands/commands.h"

#include <algorithm>

#include "dunlin/command.h"

namespace dunlin::cmd {

std::span<const Command> all_commands() {
  static const std::vector<Command> kCommands = {
      commands::upgrade(),    commands::downgrade(),
      commands::run(),        commands::redo(),
      commands::reset(),      commands::status(),
      commands::plan(),       commands::script(),
      commands::current(),    commands::heads(),
      commands::branches(),   commands::history(),
      commands::show(),       commands::locks(),
      commands::init(),       commands::create_revision(),
      commands::merge(),      commands::check(),
      commands::stamp(),      commands::resolve(),
      commands::verify(),     commands::claim(),
      commands::create(),     commands::drop(),
      commands::wait(),       commands::config(),
      commands::completion(), commands::help(),
      commands::version(),
  };
  return kCommands;
}

const Command* find_command(std::string_view name) {
  const auto commands = all_commands();
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == commands.end() ? nullptr : &*found;
}

std::span<const Flag> global_flags() {
  static const std::vector<Flag> kFlags = {
      {.name = "environment", .letter = "e", .value = "NAME", .help = "a block of dunlin.yaml"},
      {.name = "url", .value = "URL", .help = "a database, instead of an environment"},
      {.name = "config", .letter = "c", .value = "FILE", .help = "instead of ./dunlin.yaml"},
      {.name = "dir",
       .letter = "d",
       .value = "DIR",
       .help = "the directory of revisions",
       .also = "directory"},
      {.name = "schema", .value = "NAME", .help = "PostgreSQL: one tenant's schema"},
      {.name = "format", .value = "FORMAT", .help = "text or json"},
      {.name = "log-format", .value = "FORMAT", .help = "of the talk on stderr: text or json"},
      {.name = "quiet", .letter = "q", .help = "only warnings and errors on stderr"},
      {.name = "verbose", .letter = "v", .help = "more on stderr"},
      {.name = "color", .value = "WHEN", .help = "auto, always or never"},
      {.name = "yes", .help = "do not ask"},
      {.name = "wait", .value = "TIME", .help = "wait for the database (60s)", .implied = "60s"},
      {.name = "lock-wait", .value = "TIME", .help = "wait for another runner", .implied = "10m"},
      {.name = "help", .letter = "h", .help = "help on the command"},
      {.name = "version", .help = "print the version"},
  };
  return kFlags;
}

std::string_view title_of(Group group) {
  switch (group) {
    case Group::run:
      return "Run";
    case Group::inspect:
      return "Inspect";
    case Group::author:
      return "Author";
    case Group::repair:
      return "Repair";
    case Group::database:
      return "Database";
    case Group::meta:
      return "Meta";
  }
  return "";
}

}  // namespace dunlin::cmd
