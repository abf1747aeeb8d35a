#include <fmt/format.h>

#include <algorithm>

#include "app/author.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

std::size_t count(const app::CheckReport& report, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(report.problems.begin(), report.problems.end(),
                    [&](const Diagnostic& problem) { return problem.severity == severity; }));
}

Exit exit_of(const app::CheckReport& report) {
  const auto first =
      std::find_if(report.problems.begin(), report.problems.end(),
                   [](const Diagnostic& problem) { return problem.severity == Severity::error; });
  return first == report.problems.end() ? Exit::done : first->code.exit;
}

std::string text_of(const app::CheckReport& report) {
  std::string out = report.fixed ? "HEADS was rewritten\n" : "";
  const std::string what = counted(report.revisions, "revision");
  const std::size_t warnings = count(report, Severity::warning);
  const std::string more = warnings == 0 ? "" : ", " + counted(warnings, "warning");
  if (report.ok()) {
    return out + fmt::format("ok: {}, {}{}\n", what, counted(report.heads.size(), "head"), more);
  }
  return out +
         fmt::format("{} in {}{}\n", counted(count(report, Severity::error), "error"), what, more);
}

Reply run(Invocation& invocation) {
  const app::CheckReport report = app::check(invocation.context(), invocation.has("fix"));
  Reply reply;
  reply.exit = exit_of(report);
  reply.problems = report.problems;
  if (invocation.json()) {
    reply.body.add("revisions", report.revisions)
        .add("heads", Json::list(report.heads))
        .add("fixed", report.fixed);
  } else {
    reply.text = text_of(report);
  }
  return reply;
}

}  // namespace

const Command& check() {
  static const Command kCommand{.name = "check",
                                .group = Group::author,
                                .summary = "read all files and say what is wrong with them",
                                .flags = {{.name = "fix", .help = "rewrite HEADS"}},
                                .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
