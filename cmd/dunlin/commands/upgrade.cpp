#include "dunlin/commands/commands.h"
#include "dunlin/commands/scripting.h"
#include "dunlin/commands/upgrading.h"
#include "dunlin/hooks.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  if (invocation.has("sql")) {
    app::ScriptRequest request;
    request.range = invocation.value("TARGET").value_or("head");
    return script_reply(invocation, request);
  }
  app::UpgradeRequest request = upgrade_request(invocation, config::IfAhead::fail);
  request.target = invocation.value("TARGET").value_or("head");
  request.atomic = invocation.has("atomic");
  request.fill_gaps = invocation.has("fill-gaps");
  request.consent = consent_of(invocation);
  request.plan_file = invocation.flag("plan");
  request.dry = invocation.has("dry-run");
  Reply reply = reply_to(upgrade_with_hooks(invocation, request), invocation);
  if (!request.dry) hand_over(reply, invocation);
  return reply;
}

}  // namespace

const Command& upgrade() {
  static const Command kCommand{
      .name = "upgrade",
      .group = Group::run,
      .summary = "apply what is pending",
      .arguments = {{.name = "TARGET", .help = "how far: head (default), heads, a revision, +1"}},
      .flags = {{.name = "atomic", .help = "all of it in one transaction, or nothing"},
                {.name = "fill-gaps", .help = "also apply what is missing below applied ones"},
                {.name = "plan",
                 .value = "FILE",
                 .help = "run the plan kept by plan --out, or none"},
                kAcceptExistingFlag,
                kAcceptMixedFlag,
                kRunDataFlag,
                kSkipDataFlag,
                kNoPreflightFlag,
                kCreateFlag,
                {.name = "dry-run", .help = "say what would be done"},
                kSqlFlag,
                kIfAheadFlag},
      .takes_program = true,
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
