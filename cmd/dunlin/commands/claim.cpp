#include <fmt/format.h>

#include "app/repair.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

Json to_json(const std::optional<ledger::Claim>& claim) {
  if (!claim) return {};
  return Json().add("environment", claim->environment).add("protected", claim->is_protected);
}

std::string shown(const std::optional<ledger::Claim>& claim) {
  if (!claim) return "no environment";
  return fmt::format("'{}'{}", claim->environment, claim->is_protected ? " (protected)" : "");
}

std::string text_of(const app::ClaimReport& report, const Invocation& invocation) {
  if (report.before == report.after) {
    std::string out = fmt::format("{} says it is {}\n", report.database, shown(report.after));
    return report.after ? out : out + invocation.next_line("claim ENVIRONMENT");
  }
  return fmt::format("{} now says it is {}; before: {}\n", report.database, shown(report.after),
                     shown(report.before));
}

Reply run(Invocation& invocation) {
  app::ClaimRequest request;
  request.environment = invocation.value("ENVIRONMENT");
  request.from = invocation.flag("from");
  request.release = invocation.has("release");
  if (request.release && request.environment) {
    throw Error(code::kUsage, "--release and ENVIRONMENT exclude each other");
  }
  const app::ClaimReport report = app::claim(invocation.context(), request);
  Reply reply;
  if (invocation.json()) {
    reply.body.add("target_database", report.database)
        .add("before", to_json(report.before))
        .add("after", to_json(report.after));
  } else {
    reply.text = text_of(report, invocation);
  }
  return reply;
}

}  // namespace

const Command& claim() {
  static const Command kCommand{
      .name = "claim",
      .group = Group::repair,
      .summary = "show or change which environment a database says it is",
      .arguments = {{.name = "ENVIRONMENT", .help = "what it is from now on; nothing: only show"}},
      .flags = {{.name = "from", .value = "NAME", .help = "the claim that this replaces"},
                {.name = "release", .help = "it is no environment any more"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
