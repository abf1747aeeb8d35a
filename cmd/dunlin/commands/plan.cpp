#include "app/inspect.h"
#include "app/stops.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/commands/planned.h"
#include "dunlin/commands/upgrading.h"
#include "dunlin/invocation.h"
#include "plan/manifest.h"

namespace dunlin::cmd::commands {

namespace {

app::PlanReport planned(Invocation& invocation) {
  const bool last_run = invocation.has("last-run");
  const bool down = invocation.has("downgrade") || last_run;
  const auto target = invocation.value("TARGET");
  if (last_run && target) {
    throw Error(code::kUsage, "--last-run and TARGET exclude each other");
  }
  if (!down) {
    return app::plan_upgrade(invocation.context(), target.value_or("head"),
                             invocation.has("fill-gaps"), consent_of(invocation));
  }
  return app::plan_downgrade(invocation.context(), last_run ? "" : target.value_or("-1"), last_run);
}

Reply run(Invocation& invocation) {
  const app::PlanReport report = planned(invocation);
  Reply reply;
  if (const auto out = invocation.flag("out")) {
    invocation.context().files().write(*out, plan::manifest_of(report.plan));
  }
  if (invocation.has("exit-code") && !report.plan.empty()) reply.exit = Exit::pending;
  if (report.plan.stops()) {
    reply.exit = app::stops_of(report.plan, report.target).front().code.exit;  // as upgrade's
  }
  if (invocation.json()) {
    reply.body = to_json(report, invocation);
  } else {
    reply.text = text_of(report, invocation);
  }
  return reply;
}

}  // namespace

const Command& plan() {
  static const Command kCommand{
      .name = "plan",
      .group = Group::inspect,
      .summary = "what upgrade (or downgrade) would run, statement by statement",
      .arguments = {{.name = "TARGET", .help = "as for upgrade or downgrade"}},
      .flags = {{.name = "downgrade", .help = "plan a downgrade (TARGET: -1 by default)"},
                {.name = "last-run", .help = "plan the downgrade of what the last upgrade applied"},
                {.name = "fill-gaps", .help = "also what is missing below applied ones"},
                kAcceptExistingFlag,
                kAcceptMixedFlag,
                kRunDataFlag,
                kSkipDataFlag,
                kNoPreflightFlag,
                {.name = "explain", .help = "with what is there, attribute by attribute"},
                {.name = "out", .value = "FILE", .help = "keep the plan for upgrade --plan"},
                {.name = "exit-code", .help = "exit 3 when there is something to run"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
