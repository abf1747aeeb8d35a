#include <fmt/format.h>

#include "app/inspect.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

using revision::Applied;

Json to_json(const app::CurrentReport& report) {
  Json::Array list;
  for (const Applied& row : report.current) {
    list.push_back(Json()
                       .add("id", row.id)
                       .add("slug", Json::text(row.slug))
                       .add("applied_at", Json::text(row.applied_at)));
  }
  return Json()
      .add("target_database", report.database)
      .add("current", list)
      .add("at_heads", report.at_heads);
}

std::string text_of(const app::CurrentReport& report, const Invocation& invocation) {
  std::vector<std::vector<std::string>> rows;
  for (const Applied& row : report.current) {
    rows.push_back({row.id, row.slug, shown_time(row.applied_at, invocation),
                    report.at_heads ? "" : "(behind)"});
  }
  if (rows.empty()) return fmt::format("nothing is applied to {}\n", report.database);
  return columns(rows);
}

Reply run(Invocation& invocation) {
  const app::CurrentReport report = app::current(invocation.context());
  Reply reply;
  if (invocation.has("check-heads") && !report.at_heads) reply.exit = Exit::pending;
  if (invocation.json()) {
    reply.body = to_json(report);
  } else {
    reply.text = text_of(report, invocation);
  }
  return reply;
}

}  // namespace

const Command& current() {
  static const Command kCommand{
      .name = "current",
      .group = Group::inspect,
      .summary = "the newest applied revisions of a database",
      .flags = {{.name = "check-heads", .help = "exit 3 when a revision of the files is pending"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
