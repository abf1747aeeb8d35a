#include "app/locks.h"

#include <fmt/format.h>

#include "dunlin/commands/commands.h"
#include "dunlin/invocation.h"
#include "dunlin/reports.h"
#include "execute/standoff.h"

namespace dunlin::cmd::commands {

namespace {

Json to_json(const execute::Blocker& session) {
  return Json()
      .add("pid", session.pid)
      .add("user", Json::text(session.user))
      .add("application", Json::text(session.application))
      .add("state", Json::text(session.state))
      .add("query", Json::text(session.query))
      .add("age_ms", static_cast<std::int64_t>(session.age.count()));
}

Json to_json(const app::LocksReport& report) {
  Json::Array blockers;
  if (report.now) {
    for (const execute::Blocker& blocker : report.now->blockers)
      blockers.push_back(to_json(blocker));
  }
  Json last;
  if (report.last) {
    last.add("name", report.last->name)
        .add("pid", report.last->pid)
        .add("since", Json::text(report.last->since))
        .add("run", report.last->run);
  }
  return Json()
      .add("target_database", report.database)
      .add("project", report.project)
      .add("held", report.told ? Json(report.now.has_value()) : Json())
      .add("holder", report.now ? to_json(report.now->by) : Json())
      .add("blockers", blockers)
      .add("last", last);
}

std::string text_of(const app::LocksReport& report, const Invocation& invocation) {
  std::string out;
  if (report.now) {
    out = fmt::format("held by {}\n", execute::describe(report.now->by));
    if (!report.now->blockers.empty()) out += "  which waits; in the way:\n";
    for (const execute::Blocker& blocker : report.now->blockers) {
      out += fmt::format("    {}\n", execute::describe(blocker));
    }
  } else if (report.told) {
    out = fmt::format("nobody holds the lock of '{}' on {}\n", report.project, report.database);
  } else {
    out = fmt::format("{}: SQLite tells nobody who has locked a file\n", report.database);
  }
  if (report.last && !report.last->name.empty()) {
    out += fmt::format("{} by {}, pid {}, {}\n", report.now ? "taken" : "last taken",
                       report.last->name, report.last->pid,
                       shown_time(report.last->since, invocation));
  }
  return out;
}

Reply run(Invocation& invocation) {
  const app::LocksReport report = app::locks(invocation.context());
  Reply reply;
  if (invocation.json()) {
    reply.body = to_json(report);
  } else {
    reply.text = text_of(report, invocation);
  }
  return reply;
}

}  // namespace

const Command& locks() {
  static const Command kCommand{.name = "locks",
                                .group = Group::inspect,
                                .summary = "who runs migrations now, and what is in their way",
                                .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
