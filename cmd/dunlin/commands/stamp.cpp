#include <fmt/format.h>

#include "app/repair.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

std::string text_of(const app::StampReport& report, bool dry) {
  if (report.recorded.empty() && report.forgotten.empty()) {
    return fmt::format("{} says so already; nothing was changed\n", report.database);
  }
  return fmt::format("{}: {}\n", report.database, dry ? "this would be" : "this was") +
         listing("  recorded as applied: ", report.recorded) +
         listing("  forgotten: ", report.forgotten) +
         (dry ? "nothing was changed\n" : "no SQL of a revision was run\n");
}

Reply run(Invocation& invocation) {
  app::StampRequest request;
  request.target = *invocation.value("TARGET");
  request.purge = invocation.has("purge");
  request.dry = invocation.has("dry-run");
  const app::StampReport report = invocation.with_name([&](const std::optional<std::string>& name) {
    request.confirmed = name;
    return app::stamp(invocation.context(), request);
  });
  Reply reply;
  if (invocation.json()) {
    reply.body.add("target_database", report.database)
        .add("dry_run", request.dry)
        .add("recorded", Json::list(report.recorded))
        .add("forgotten", Json::list(report.forgotten));
  } else {
    reply.text = text_of(report, request.dry);
  }
  return reply;
}

}  // namespace

const Command& stamp() {
  static const Command kCommand{
      .name = "stamp",
      .group = Group::repair,
      .summary = "write into the ledger that a database is at a revision; run nothing",
      .arguments = {{.name = "TARGET", .help = "a revision, head, heads, base", .required = true}},
      .flags = {{.name = "purge", .help = "forget everything else, also what no file has"},
                {.name = "dry-run", .help = "say what would be done"},
                kConfirmFlag},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
