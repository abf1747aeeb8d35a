#include <fmt/format.h>

#include "app/inspect.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

Diagnostic several(std::size_t count, const Invocation& invocation) {
  Diagnostic diagnostic;
  diagnostic.code = code::kSeveralHeads;
  diagnostic.severity = Severity::warning;
  diagnostic.message = fmt::format("{} heads: 'upgrade head' would not know which", count);
  diagnostic.next = {invocation.next("merge"),
                     "or apply them all: " + invocation.next("upgrade heads")};
  return diagnostic;
}

Reply run(Invocation& invocation) {
  const revision::Graph graph = app::graph(invocation.context());
  const std::vector<revision::Id> heads = graph.heads();
  Reply reply;
  if (heads.size() > 1) reply.problems.push_back(several(heads.size(), invocation));
  std::vector<std::vector<std::string>> rows;
  Json::Array list;
  for (const revision::Id& id : heads) {
    const revision::Revision& revision = graph.at(id);
    rows.push_back({id, revision.slug, revision.message});
    list.push_back(to_json(revision));
  }
  if (invocation.json()) {
    reply.body.add("heads", list);
  } else {
    reply.text = rows.empty() ? "no revisions yet\n" : columns(rows);
  }
  return reply;
}

}  // namespace

const Command& heads() {
  static const Command kCommand{.name = "heads",
                                .group = Group::inspect,
                                .summary = "the revisions that no other builds on",
                                .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
