#include <fmt/format.h>

#include "app/inspect.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  const revision::Graph graph = app::graph(invocation.context());
  Json::Array list;
  std::string text;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (graph.children(i).size() < 2) continue;
    Json::Array children;
    text += fmt::format("{}\n", graph[i].title());
    for (const std::size_t child : graph.children(i)) {
      text += fmt::format("    -> {}\n", graph[child].title());
      children.push_back(graph[child].id);
    }
    list.push_back(to_json(graph[i]).add("children", children));
  }
  Reply reply;
  if (invocation.json()) {
    reply.body.add("branchpoints", list);
  } else {
    reply.text = text.empty() ? "no branches: every revision has at most one child\n" : text;
  }
  return reply;
}

}  // namespace

const Command& branches() {
  static const Command kCommand{.name = "branches",
                                .group = Group::inspect,
                                .summary = "the revisions that several others build on",
                                .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
