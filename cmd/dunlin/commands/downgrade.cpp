#include <fmt/format.h>

#include "app/upgrade.h"
#include "dunlin/commands/commands.h"
#include "dunlin/commands/scripting.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

// Flask-Migrate goes one back when nothing is said; in a script that is too easy a slip.
std::string target_of(const Invocation& invocation) {
  if (const auto target = invocation.value("TARGET")) {
    if (invocation.has("last-run")) {
      throw Error(code::kUsage, "--last-run and TARGET exclude each other");
    }
    return *target;
  }
  if (invocation.has("last-run")) return {};
  if (!invocation.can_ask()) {
    Error error(code::kUsage, "'downgrade' needs TARGET or --last-run");
    error.first().next = {
        invocation.next("downgrade -1") + "           (the revision applied last)",
        invocation.next("downgrade --last-run") +
            "   (what the last upgrade "
            "applied)"};
    throw error;
  }
  invocation.confirm(fmt::format("this reverts the revision applied last to {} (downgrade -1)",
                                 invocation.database()));
  return "-1";
}

// How far must be said: there is no ledger that could be asked what was applied last.
Reply sql(Invocation& invocation) {
  const auto range = invocation.value("TARGET");
  if (!range) throw Error(code::kUsage, "'downgrade --sql' needs FROM:TO");
  app::ScriptRequest request;
  request.range = *range;
  request.down = true;
  return script_reply(invocation, request);
}

Reply run(Invocation& invocation) {
  if (invocation.has("sql")) return sql(invocation);
  app::DowngradeRequest request;
  request.target = target_of(invocation);
  request.last_run = invocation.has("last-run");
  request.dry = invocation.has("dry-run");
  const app::RunReport report = invocation.with_name([&](const std::optional<std::string>& name) {
    request.confirmed = name;
    return app::downgrade(invocation.context(), request);
  });
  return reply_to(report, invocation);
}

}  // namespace

const Command& downgrade() {
  static const Command kCommand{
      .name = "downgrade",
      .group = Group::run,
      .summary = "revert revisions, by what the ledger says is applied",
      .arguments = {{.name = "TARGET", .help = "what stays: a revision, -1, REV^, base"}},
      .flags = {{.name = "last-run", .help = "undo what the last upgrade applied"},
                {.name = "dry-run", .help = "say what would be done"},
                kSqlFlag,
                kConfirmFlag},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
