// The graphs that Alembic answered: tests/conformance/revision-graph.jsonl.

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "plan/route.h"
#include "revision/graph.h"
#include "unit/revision/notation.h"

namespace dunlin::revision {
namespace {

using nlohmann::json;
using Ids = std::set<Id>;

std::vector<json> graphs() {
  std::vector<json> graphs;
  std::ifstream file(DUNLIN_SOURCE_DIR "/tests/conformance/revision-graph.jsonl");
  for (std::string line; std::getline(file, line);) graphs.push_back(json::parse(line));
  return graphs;
}

Graph graph_in(const json& document) {
  std::vector<Revision> revisions;
  for (const json& entry : document.at("revisions")) {
    Revision revision;
    revision.id = entry.at("id");
    revision.parents = entry.at("parents");
    revision.depends_on = entry.at("depends_on");
    revision.labels = entry.at("labels");
    revisions.push_back(revision);
  }
  return Graph(std::move(revisions));
}

plan::Route answer(const Graph& graph, const json& question) {
  const auto applied = question.at("applied").get<std::vector<Id>>();
  const AppliedRows rows = rows_of(graph, graph.selection(applied));
  const Target target = parse_target(question.at("target").get<std::string>(), graph);
  return question.at("command") == "upgrade" ? plan::upgrade_route(graph, rows, target)
                                             : plan::downgrade_route(graph, rows, target);
}

/// Whether each revision of an upgrade runs after what it requires, and so backwards.
bool in_order(const Graph& graph, const plan::Route& route) {
  const Ids members(route.ids.begin(), route.ids.end());
  Ids seen;
  std::vector<Id> upwards = route.ids;
  if (route.direction == Direction::down) std::reverse(upwards.begin(), upwards.end());
  for (const Id& id : upwards) {
    for (const std::size_t required : graph.requirements(*graph.index_of(id))) {
      if (members.contains(graph[required].id) && !seen.contains(graph[required].id)) return false;
    }
    if (!seen.insert(id).second) return false;
  }
  return true;
}

std::string verdict(const Graph& graph, const json& question) {
  const bool refused = question.value("error", false);
  plan::Route route;
  try {
    route = answer(graph, question);
  } catch (const Error& error) {
    return refused ? "" : std::string("refused: ") + error.what();
  }
  if (refused) return "not refused";
  const auto run = question.at("run").get<std::vector<Id>>();
  if (Ids(route.ids.begin(), route.ids.end()) != Ids(run.begin(), run.end())) {
    return "runs " + joined(route.ids, " ");
  }
  if (!in_order(graph, route)) return "runs in the wrong order: " + joined(route.ids, " ");
  if (!route.gaps.empty() || !route.unknown.empty()) return "sees gaps or strangers";
  Ids after = question.at("applied").get<Ids>();
  for (const Id& id : route.ids) {
    if (route.direction == Direction::up) {
      after.insert(id);
    } else {
      after.erase(id);
    }
  }
  return after == question.at("applied_after").get<Ids>() ? "" : "leaves another set applied";
}

TEST(ConformanceTest, HeadsAndBasesAreThoseOfAlembic) {
  for (const json& document : graphs()) {
    const Graph graph = graph_in(document);
    const auto set = [](const std::vector<Id>& ids) { return Ids(ids.begin(), ids.end()); };
    EXPECT_EQ(set(graph.file_heads()), document.at("heads").get<Ids>());
    EXPECT_EQ(set(graph.bases()), document.at("bases").get<Ids>());
  }
}

// A case that the design answers in another way than Alembic would be left out here, by a rule
// with a name and its count printed. There is none.
TEST(ConformanceTest, EveryCommandRunsTheSameRevisionsAsAlembic) {
  std::size_t asked = 0;
  for (const json& document : graphs()) {
    const Graph graph = graph_in(document);
    for (const json& question : document.at("cases")) {
      ++asked;
      EXPECT_EQ(verdict(graph, question), "")
          << question.dump() << " in " << document.at("revisions").dump();
    }
  }
  EXPECT_GT(asked, 4000U);
  std::cout << asked << " cases, 0 left out\n";
}

}  // namespace
}  // namespace dunlin::revision
