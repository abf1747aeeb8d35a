#include "app/backends.h"
#include "dunlin/commands/commands.h"
#include "dunlin/commands/scripting.h"
#include "dunlin/options.h"

namespace dunlin::cmd::commands {

namespace {

std::optional<Dialect> dialect_of(const Invocation& invocation) {
  std::vector<std::string> names;
  for (const Dialect dialect : app::all_dialects()) names.emplace_back(name_of(dialect));
  const auto chosen = choice_of(invocation.arguments(), "dialect", names);
  return chosen ? dialect_named(*chosen) : std::nullopt;
}

Reply run(Invocation& invocation) {
  app::ScriptRequest request;
  request.down = invocation.has("downgrade");
  request.dialect = dialect_of(invocation);
  if (const auto range = invocation.value("RANGE")) {
    request.range = *range;
  } else if (request.down) {
    Error error(code::kUsage, "'script --downgrade' needs to know how far");
    error.first().next = {invocation.next("script --downgrade REV:base"),
                          invocation.next("script --downgrade heads:-1")};
    throw error;
  }
  return script_reply(invocation, request);
}

}  // namespace

const Command& script() {
  static const Command kCommand{
      .name = "script",
      .group = Group::inspect,
      .summary = "write upgrade (or downgrade) down for psql or sqlite3",
      .arguments = {{.name = "RANGE", .help = "FROM:TO, or TO alone (default: base:heads)"}},
      .flags = {{.name = "downgrade", .help = "the way back; from the heads when TO stands alone"},
                {.name = "dialect",
                 .value = "KIND",
                 .help = "postgresql or sqlite, where no URL tells"},
                {.name = "out", .value = "FILE", .help = "write it there instead"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
