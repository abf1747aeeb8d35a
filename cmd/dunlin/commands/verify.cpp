#include "app/verify.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/invocation.h"

namespace dunlin::cmd::commands {

namespace {

using Outcome = app::VerifyScript::Outcome;

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return "passed";
    case Outcome::failed:
      return "failed";
    case Outcome::outdated:
      return "outdated";
  }
  return "failed";
}

Json to_json(const app::VerifyReport& report) {
  Json::Array scripts;
  for (const app::VerifyScript& script : report.scripts) {
    scripts.push_back(Json().add("id", script.id).add("outcome", name_of(script.outcome)));
  }
  Json::Array problems;
  for (const Diagnostic& problem : report.problems) {
    problems.push_back(Json()
                           .add("message", problem.message)
                           .add("file", problem.place ? Json(problem.place->file) : Json())
                           .add("line", problem.place ? problem.place->line : 0)
                           .add("notes", Json::list(problem.notes)));
  }
  return Json()
      .add("target_database", report.database)
      .add("revisions", Json::list(report.revisions))
      .add("scripts", scripts)
      .add("problems", problems)
      .add("extras", Json::list(report.extras))
      .add("ignored", report.ignored);
}

std::string text_of(const app::VerifyReport& report) {
  std::string out;
  for (const app::VerifyScript& script : report.scripts) {
    if (script.outcome != Outcome::outdated) continue;
    out += fmt::format("verify.sql of {} left out: a later revision changed what it reads\n",
                       script.id);
  }
  for (const std::string& extra : report.extras) {
    out += fmt::format("note: no revision makes {}\n", extra);
  }
  if (report.ignored > 0) {
    out += fmt::format("note: {} left out by 'ignore'\n", counted(report.ignored, "thing"));
  }
  const std::string verdict =
      report.problems.empty()
          ? "everything is there"
          : fmt::format("{} missing or different", counted(report.problems.size(), "thing"));
  return out + fmt::format("{}: {} compared, {}\n", report.database,
                           counted(report.revisions.size(), "revision"), verdict);
}

Reply run(Invocation& invocation) {
  const app::VerifyReport report = app::verify(invocation.context(), invocation.value("REVISION"));
  Reply reply;
  if (!report.problems.empty()) reply.exit = Exit::unverified;
  reply.problems = report.problems;
  if (invocation.json()) {
    reply.body = to_json(report);
  } else {
    reply.text = text_of(report);
  }
  return reply;
}

}  // namespace

const Command& verify() {
  static const Command kCommand{
      .name = "verify",
      .group = Group::repair,
      .summary = "compare what the ledger says is applied with what is there",
      .arguments = {{.name = "REVISION", .help = "only this one (default: all applied ones)"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
