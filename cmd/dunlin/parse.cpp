#include "dunlin/parse.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <list>

#include "base/duration.h"
#include "base/error.h"
#include "base/text.h"

namespace dunlin::cmd {

namespace {

using Words = std::vector<std::string>;

struct Declared {
  const Flag* flag;
  CLI::Option* option;
};

std::string names_of(const Flag& flag) {
  std::string names = fmt::format("--{}", flag.name);
  if (!flag.letter.empty()) names = fmt::format("-{},{}", flag.letter, names);
  if (flag.also.empty()) return names;
  for (const std::string& name : split(flag.also, ',')) names += fmt::format(",--{}", name);
  return names;
}

// CLI11 lets an option with an optional value swallow the next word; a flag with a default
// (`--wait{60s}`) takes one only behind `=`. Without allow_extra_args(false) an option swallows
// every word up to the next flag, and takes `[a,b]` for a list.
CLI::Option* declare(CLI::App& app, const Flag& flag, std::list<Words>& storage) {
  if (flag.value.empty()) return app.add_flag(names_of(flag));
  if (!flag.implied.empty()) {
    return app.add_flag(fmt::format("{}{{{}}}", names_of(flag), flag.implied),
                        storage.emplace_back());
  }
  return app.add_option(names_of(flag), storage.emplace_back())
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

std::vector<const Flag*> flags_of(const Command* command) {
  std::vector<const Flag*> flags;
  for (const Flag& flag : global_flags()) flags.push_back(&flag);
  if (command != nullptr) {
    for (const Flag& flag : command->flags) flags.push_back(&flag);
  }
  return flags;
}

[[noreturn]] void refuse(const Command* command, const std::string& message,
                         const std::string& hint = {}) {
  Error error(code::kUsage, message);
  error.first().hint = hint;
  if (command != nullptr) error.first().notes.push_back("usage: dunlin " + usage_of(*command));
  error.first().next.push_back(command == nullptr ? "dunlin help"
                                                  : fmt::format("dunlin {} --help", command->name));
  throw error;
}

[[noreturn]] void refuse_flag(const Command* command, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  Words known;
  for (const Flag* flag : flags_of(command)) known.push_back(fmt::format("--{}", flag->name));
  refuse(command,
         command == nullptr ? fmt::format("there is no flag '{}'", name)
                            : fmt::format("'{}' has no flag '{}'", command->name, name),
         did_you_mean(name, known));
}

// `-1` is a step back, `-` a name; anything else that begins with a dash was meant as a flag.
bool is_flag(const std::string& word) {
  return word.size() > 1 && word[0] == '-' && (word[1] < '0' || word[1] > '9');
}

void keep(Arguments& arguments, const Flag& flag, Words given) {
  if (flag.value.empty()) {
    // CLI11 reads `--atomic=no` as a value of the switch.
    if (given.back() != "true") {
      refuse(arguments.command, fmt::format("--{} takes no value", flag.name));
    }
    arguments.flags[std::string(flag.name)] = {""};
    return;
  }
  for (std::string& value : given) {
    // `-e=production`
    if (!flag.letter.empty() && value.starts_with('=')) value.erase(0, 1);
    if (value.empty()) refuse(arguments.command, fmt::format("--{} needs a value", flag.name));
  }
  const auto differs = [&](const std::string& value) { return value != given.front(); };
  if (!flag.many && std::any_of(given.begin(), given.end(), differs)) {
    refuse(arguments.command,
           fmt::format("--{} is given twice, and says different things", flag.name));
  }
  arguments.flags[std::string(flag.name)] = std::move(given);
}

void place(Arguments& arguments, const Words& words) {
  const auto is_url = [](const std::string& word) { return word.find("://") < word.find(' '); };
  if (const auto url = std::find_if(words.begin(), words.end(), is_url); url != words.end()) {
    refuse(arguments.command, "a database's URL is given with --url, or chosen with -e");
  }
  const Command* command = arguments.command;
  auto word = words.begin();
  static const std::vector<Argument> kNone;
  for (const Argument& argument : command == nullptr ? kNone : command->arguments) {
    if (word == words.end()) break;
    Words& values = arguments.values[std::string(argument.name)];
    values.push_back(*word++);
    while (argument.many && word != words.end()) values.push_back(*word++);
  }
  if (word != words.end()) refuse(command, fmt::format("'{}' is one argument too many", *word));
}

std::string explained(const CLI::ParseError& error) {
  // The one that can happen: `--label: 1 required TEXT missing`.
  const std::string_view what = error.what();
  const std::size_t colon = what.find(": ");
  if (what.starts_with('-') && colon != std::string_view::npos) {
    return fmt::format("{} needs a value", what.substr(0, colon));
  }
  return std::string(what);
}

}  // namespace

std::string usage_of(const Command& command) {
  std::string usage(command.name);
  for (const Argument& argument : command.arguments) {
    const std::string name = fmt::format("{}{}", argument.name, argument.many ? "..." : "");
    usage += argument.required ? " " + name : fmt::format(" [{}]", name);
  }
  usage += " [flags]";
  if (command.takes_program) usage += " [-- PROGRAM ARGS...]";
  return usage;
}

namespace {

// `--wait 60s`: the time would be taken for a revision.
void require_joined_durations(const Command* command, const Words& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    for (const Flag* flag : flags_of(command)) {
      if (flag->implied.empty() || words[i] != fmt::format("--{}", flag->name)) continue;
      if (!parse_duration(words[i + 1])) continue;
      refuse(command,
             fmt::format("'{0}' takes its value behind '=': {0}={1}", words[i], words[i + 1]));
    }
  }
}

}  // namespace

void parse_flags(const Words& words, Arguments& arguments) {
  const Command* command = arguments.command;
  require_joined_durations(command, words);
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::list<Words> storage;
  std::vector<Declared> declared;
  for (const Flag* flag : flags_of(command)) {
    declared.push_back({flag, declare(app, *flag, storage)});
  }
  try {
    app.parse(Words(words.rbegin(), words.rend()));  // the order CLI11 wants
  } catch (const CLI::ParseError& error) {
    refuse(command, explained(error));
  }
  // Positional arguments are left to us: CLI11 would unpack `[a,b]` and drop `[]`.
  const Words rest = app.remaining();
  if (const auto flag = std::find_if(rest.begin(), rest.end(), is_flag); flag != rest.end()) {
    refuse_flag(command, *flag);
  }
  for (const auto& [flag, option] : declared) {
    if (option->count() > 0) keep(arguments, *flag, option->results());
  }
  place(arguments, rest);
}

void require_arguments(const Arguments& arguments) {
  if (arguments.command == nullptr || arguments.has("help")) return;
  for (const Argument& argument : arguments.command->arguments) {
    if (argument.required && !arguments.value(argument.name)) {
      refuse(arguments.command,
             fmt::format("'{}' needs {}", arguments.command->name, argument.name));
    }
  }
}

}  // namespace dunlin::cmd
