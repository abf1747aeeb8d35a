#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/inspect.h"
#include "base/duration.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

using Ids = std::set<std::string_view>;

// The applied revisions that no applied one builds on.
Ids current_of(const revision::AppliedRows& rows) {
  Ids ids;
  for (const revision::Applied& row : rows) ids.insert(row.id);
  for (const revision::Applied& row : rows) {
    for (const revision::Id& parent : row.parents) ids.erase(parent);
    for (const revision::Id& needed : row.depends_on) ids.erase(needed);
  }
  return ids;
}

std::vector<std::string> marks_of(const revision::Graph& graph, std::size_t index,
                                  const Ids& current) {
  std::vector<std::string> marks;
  const revision::Revision& revision = graph[index];
  if (graph.head_selection()[index]) marks.emplace_back("(head)");
  if (graph.base_selection()[index]) marks.emplace_back("(base)");
  if (revision.parents.size() > 1) marks.emplace_back("(merge)");
  if (graph.children(index).size() > 1) marks.emplace_back("(branchpoint)");
  if (current.contains(revision.id)) marks.emplace_back("(current)");
  for (const std::string& label : revision.labels) marks.push_back(fmt::format("[{}]", label));
  return marks;
}

Reply revisions(Invocation& invocation) {
  const std::size_t limit = invocation.count("limit").value_or(std::size_t(-1));
  const app::HistoryReport report =
      app::history(invocation.context(), invocation.value("RANGE").value_or(":"),
                   invocation.has("indicate-current"));
  const Ids current = report.rows ? current_of(*report.rows) : Ids{};
  Columns rows;
  Json::Array list;
  for (std::size_t i = 0; i < std::min(limit, report.ids.size()); ++i) {
    const std::size_t index = *report.graph.index_of(report.ids[i]);
    const revision::Revision& revision = report.graph[index];
    const std::vector<std::string> marks = marks_of(report.graph, index, current);
    if (invocation.json()) {
      list.push_back(to_json(revision).add("marks", Json::list(marks)));
    } else {
      const std::string parents =
          revision.parents.empty() ? "" : "<- " + joined(revision.parents, ", ");
      rows.add({revision.id, revision.slug, parents, joined(marks, " ")});
    }
  }
  Reply reply;
  if (invocation.json()) {
    reply.body.add("revisions", list);
  } else {
    reply.text = rows.empty() ? "no revisions\n" : rows.text();
  }
  return reply;
}

Json to_json(const ledger::Event& event) {
  return Json()
      .add("at", event.at)
      .add("run", event.runner.run)
      .add("command", event.runner.command)
      .add("actor", Json::text(event.runner.actor))
      .add("host", Json::text(event.runner.host))
      .add("revision", Json::text(event.revision))
      .add("direction", Json::text(event.direction))
      .add("outcome", event.outcome)
      .add("note", Json::text(event.error))
      .add("sqlstate", Json::text(event.sqlstate))
      .add("statement", event.statement > 0 ? Json(event.statement) : Json())
      .add("duration_ms", event.duration_ms);
}

Reply events(Invocation& invocation) {
  const auto events = app::events(invocation.context(), invocation.count("limit").value_or(20));
  std::vector<std::vector<std::string>> rows;
  Json::Array list;
  for (const ledger::Event& event : events) {
    list.push_back(to_json(event));
    rows.push_back({shown_time(event.at, invocation), event.runner.command, event.outcome,
                    event.revision, humane(Milliseconds(event.duration_ms)),
                    fmt::format("{}@{}", event.runner.actor, event.runner.host),
                    event.error.substr(0, event.error.find('\n'))});
  }
  Reply reply;
  if (invocation.json()) {
    reply.body.add("events", list);
  } else {
    reply.text = rows.empty() ? "no events\n" : columns(rows);
  }
  return reply;
}

Reply run(Invocation& invocation) {
  return invocation.has("events") ? events(invocation) : revisions(invocation);
}

}  // namespace

const Command& history() {
  static const Command kCommand{
      .name = "history",
      .group = Group::inspect,
      .summary = "the revisions of the files, or what was done to a database",
      .arguments = {{.name = "RANGE", .help = "a:b, a:, :b; newest first"}},
      .flags = {{.name = "indicate-current",
                 .letter = "i",
                 .help = "ask the database and mark what is current"},
                {.name = "events", .help = "what the ledger says was done, newest first"},
                {.name = "limit", .value = "N", .help = "at most so many lines (events: 20)"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
