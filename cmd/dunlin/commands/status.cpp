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

struct Problem {
  Mark mark;
  const char* one;  // behind a number
  const char* several;
  const char* next;  // `{}`: the first revision that bears the mark
};

// What an upgrade would stop at, in the order in which it would.
constexpr Problem kProblems[] = {
    {Mark::partial, "unfinished", "unfinished", "dunlin resolve --retry {}"},
    {Mark::running, "begun and not finished", "begun and not finished",
     "dunlin resolve --retry {}"},
    {Mark::unknown, "applied that these files do not hold", "applied that these files do not hold",
     "get the files (git pull); who applied it: dunlin history --events"},
    {Mark::edited, "edited after it was applied", "edited after they were applied",
     "dunlin verify {}    (is there what the file says now?)"},
    {Mark::gap, "missing below an applied one", "missing below applied ones",
     "dunlin upgrade --fill-gaps"},
};

std::string said(std::size_t n, std::string_view what, const std::string& next) {
  return fmt::format("{} {}\n{}", n, what, next.empty() ? "" : "next: " + next + "\n");
}

std::string problems(const app::StatusReport& report, const Invocation& invocation) {
  std::string out;
  for (const Problem& problem : kProblems) {
    const std::size_t n = report.count(problem.mark);
    if (n == 0) continue;
    const auto first =
        std::find_if(report.revisions.begin(), report.revisions.end(),
                     [&](const Standing& standing) { return standing.has(problem.mark); });
    out += said(n, n == 1 ? problem.one : problem.several,
                invocation.where().in(fmt::format(fmt::runtime(problem.next), first->id)));
  }
  return out;
}

// The last lines: each thing once, with what to do about it.
std::string advice(const app::StatusReport& report, const Invocation& invocation) {
  if (report.revisions.empty()) {
    return "no revisions yet\n" + invocation.next_line("new \"what changes\"");
  }
  std::string out = problems(report, invocation);
  const bool free = out.empty();
  const bool several = report.heads.size() > 1;
  const std::size_t gaps = report.count(Mark::gap);
  if (const std::size_t pending = report.count(Mark::pending) - gaps; pending > 0) {
    out += said(pending, gaps > 0 ? "more pending" : "pending",
                free ? invocation.next(several ? "upgrade heads" : "upgrade") : "");
  }
  if (out.empty()) out = "nothing is pending\n";
  if (several) {
    out += said(report.heads.size(), fmt::format("heads: {}", listed(report.heads)),
                invocation.next("merge"));
  }
  return out;
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
  if (invocation.has("exit-code") && report.count(Mark::pending) > 0) reply.exit = Exit::pending;
  if (invocation.json()) {
    reply.body = to_json(report);
    reply.problems = report.warnings;
  } else {
    reply.text = text_of(report, invocation);
  }
  return reply;
}

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

Reply all(Invocation& invocation) {
  require_none_chosen(invocation);
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
      .flags = {{.name = "all", .help = "compare every environment of dunlin.yaml"},
                {.name = "exit-code", .help = "exit 3 when something is pending"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
