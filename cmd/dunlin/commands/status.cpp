#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/inspect.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/commands/standings.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

using revision::Mark;
using revision::Standing;

std::string when(const Standing& standing, const Invocation& invocation) {
  return standing.row == nullptr ? std::string() : shown_time(standing.row->applied_at, invocation);
}

std::string table(const app::StatusReport& report, const Invocation& invocation) {
  Columns rows;
  for (const Standing& standing : report.revisions) {
    rows.add({painted(standing, invocation.paint()), standing.id, standing.slug,
              when(standing, invocation)});
  }
  return rows.text();
}

struct Advice {
  Mark mark;
  const char* said;  // behind a number
  const char* next;  // `{}`: the first revision that bears the mark
};

// What an upgrade would stop at comes before what it would do.
constexpr Advice kAdvice[] = {
    {Mark::partial, "unfinished", "resolve --retry {}"},
    {Mark::running, "begun and not finished", "resolve --retry {}"},
    {Mark::edited, "edited after it was applied", "verify {}"},
    {Mark::unknown, "applied that these files do not hold", "history --events"},
    {Mark::gap, "missing below an applied one", "upgrade --fill-gaps"},
    {Mark::pending, "pending", "upgrade"},
};

// The last lines: how many there are of the worst, and what to do about it.
std::string advice(const app::StatusReport& report, const Invocation& invocation) {
  if (report.revisions.empty()) {
    return "no revisions yet\n" + invocation.next_line("new \"what changes\"");
  }
  for (const Advice& advice : kAdvice) {
    const auto bears = [&](const Standing& standing) { return standing.has(advice.mark); };
    const auto first = std::find_if(report.revisions.begin(), report.revisions.end(), bears);
    if (first == report.revisions.end()) continue;
    const bool several = advice.mark == Mark::pending && report.heads.size() > 1;
    return fmt::format("{} {}\n", report.count(advice.mark), advice.said) +
           invocation.next_line(several ? "merge"
                                        : fmt::format(fmt::runtime(advice.next), first->id));
  }
  return "nothing is pending\n";
}

std::string text_of(const app::StatusReport& report, const Invocation& invocation) {
  std::string out = report.database;
  if (report.absent) out += ": does not exist yet; an upgrade creates it";
  out += "\n\n" + table(report, invocation);
  return out + (report.revisions.empty() ? "" : "\n") + advice(report, invocation);
}

Reply one(Invocation& invocation) {
  const app::StatusReport report = app::status(invocation.context());
  Reply reply;
  reply.problems = report.warnings;
  if (invocation.has("exit-code") && report.count(Mark::pending) > 0) reply.exit = Exit::pending;
  if (invocation.json()) {
    reply.body = to_json(report);
  } else {
    reply.text = text_of(report, invocation);
  }
  return reply;
}

Reply all(Invocation& invocation) {
  const std::vector<app::EnvironmentStatus> environments = app::status_of_all(invocation.context());
  Reply reply;
  for (const app::EnvironmentStatus& environment : environments) {
    const bool pending = environment.report && environment.report->count(Mark::pending) > 0;
    if (invocation.has("exit-code") && pending) reply.exit = Exit::pending;
  }
  if (invocation.json()) {
    reply.body = to_json(environments);
  } else {
    reply.text = comparison(environments, invocation);
  }
  return reply;
}

Reply run(Invocation& invocation) {
  return invocation.has("all") ? all(invocation) : one(invocation);
}

}  // namespace

const Command& status() {
  static const Command kCommand{
      .name = "status",
      .group = Group::inspect,
      .summary = "where a database stands, revision by revision",
// One database was named, and all were asked for: whichever is meant, the other is not.
void require_none_chosen(const Invocation& invocation) {
  for (const auto& [name, spelling] : {std::pair{"environment", "-e"}, std::pair{"url", "--url"}}) {
    if (!invocation.has(name)) continue;
    throw with_next(
        with_next(Error(code::kUsage, fmt::format("--all compares every environment of "
                                                  "dunlin.yaml, and {} names one database",
                                                  spelling)),
                  "dunlin status"),
        fmt::format("or leave {} out, to compare them all", spelling));
  }
}

      .flags = {{.name = "all", .help = "compare every environment of dunlin.yaml"},
  require_none_chosen(invocation);
                {.name = "exit-code", .help = "exit 3 when something is pending"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
