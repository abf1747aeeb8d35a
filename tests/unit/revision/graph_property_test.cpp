// Random graphs, half of them with merges, dependencies and redundant edges.

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "plan/route.h"
#include "revision/graph.h"
#include "revision/resolve.h"
#include "unit/revision/notation.h"

namespace dunlin::revision {
namespace {

using Ids = std::set<Id>;

// Ids in no relation to the order in which the revisions were made.
std::vector<Revision> any_revisions(std::size_t most = 25) {
  const auto count = *rc::gen::inRange<std::size_t>(0, most);
  std::vector<Id> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back("id" + std::to_string(1000 + i));
  for (std::size_t i = count; i > 1; --i) {
    std::swap(ids[i - 1], ids[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  std::vector<Revision> revisions(count);
  for (std::size_t i = 0; i < count; ++i) {
    revisions[i].id = ids[i];
    const auto some = [&](std::size_t most_names) {
      Ids names;
      const auto n = *rc::gen::inRange<std::size_t>(0, most_names + 1);
      for (std::size_t k = 0; i > 0 && k < n; ++k) {
        names.insert(ids[*rc::gen::inRange<std::size_t>(0, i)]);
      }
      return std::vector<Id>(names.begin(), names.end());
    };
    revisions[i].parents = some(3);
    if (*rc::gen::inRange(0, 4) == 0) revisions[i].depends_on = some(2);
    if (*rc::gen::inRange(0, 6) == 0) revisions[i].labels = {"label" + std::to_string(i)};
  }
  return revisions;
}

std::vector<Id> requirements(const Revision& revision) {
  std::vector<Id> all = revision.parents;
  all.insert(all.end(), revision.depends_on.begin(), revision.depends_on.end());
  return all;
}

// By the definition, one step at a time.
Ids closure(const Graph& graph, Ids ids) {
  for (bool grew = true; grew;) {
    grew = false;
    for (const Id& id : Ids(ids)) {
      for (const Id& required : requirements(graph.at(id))) {
        grew = ids.insert(required).second || grew;
      }
    }
  }
  return ids;
}

Ids any_applied(const Graph& graph) {
  Ids some;
  for (const Id& id : graph.ids()) {
    if (*rc::gen::inRange(0, 3) == 0) some.insert(id);
  }
  return closure(graph, some);
}

AppliedRows rows_of_set(const Graph& graph, const Ids& ids) {
  return rows_of(graph, graph.selection(std::vector<Id>(ids.begin(), ids.end())));
}

bool ascends(const Graph& graph, const std::vector<Id>& run) {
  const Ids members(run.begin(), run.end());
  Ids seen;
  for (const Id& id : run) {
    for (const Id& required : requirements(graph.at(id))) {
      if (members.contains(required) && !seen.contains(required)) return false;
    }
    seen.insert(id);
  }
  return true;
}

RC_GTEST_PROP(GraphProperty, TheOrderIsTopologicalAndHoldsEachRevisionOnce, ()) {
  const std::vector<Revision> revisions = any_revisions();
  const Graph graph(revisions);
  const std::vector<Id> order = graph.ids();

  RC_ASSERT(order.size() == revisions.size());
  RC_ASSERT(Ids(order.begin(), order.end()).size() == revisions.size());
  RC_ASSERT(ascends(graph, order));
}

RC_GTEST_PROP(GraphProperty, TheOrderDependsOnTheRevisionsAlone, ()) {
  std::vector<Revision> revisions = any_revisions();
  const std::vector<Id> order = Graph(revisions).ids();
  for (std::size_t i = revisions.size(); i > 1; --i) {
    std::swap(revisions[i - 1], revisions[*rc::gen::inRange<std::size_t>(0, i)]);
  }

  RC_ASSERT(Graph(revisions).ids() == order);
}

RC_GTEST_PROP(GraphProperty, AncestorsAreWhatTheDefinitionSays, ()) {
  const Graph graph(any_revisions());
  for (const Id& id : graph.ids()) {
    const auto found = graph.ids(graph.ancestors(graph.selection(std::vector<Id>{id})));
    RC_ASSERT(Ids(found.begin(), found.end()) == closure(graph, {id}));
    for (const Id& ancestor : found) {
      const auto back = graph.descendants(graph.selection(std::vector<Id>{ancestor}));
      RC_ASSERT(back[*graph.index_of(id)]);
    }
  }
}

RC_GTEST_PROP(GraphProperty, IgnoringImpliedParentsChangesNoAncestry, ()) {
  const Graph graph(any_revisions());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    Ids reduced{graph[i].id};
    Ids raw{graph[i].id};
    for (std::size_t k = i + 1; k-- > 0;) {
      if (reduced.contains(graph[k].id)) {
        for (const std::size_t parent : graph.parents(k)) reduced.insert(graph[parent].id);
      }
      if (raw.contains(graph[k].id)) raw.insert(graph[k].parents.begin(), graph[k].parents.end());
    }
    RC_ASSERT(reduced == raw);
  }
}

RC_GTEST_PROP(GraphProperty, TheMaximalElementsGiveTheWholeSetBack, ()) {
  const Graph graph(any_revisions());
  const Ids applied = any_applied(graph);
  const Selection selected = graph.selection(std::vector<Id>(applied.begin(), applied.end()));
  const Selection top = graph.maximal(selected);

  RC_ASSERT(graph.ancestors(top) == selected);
  RC_ASSERT(graph.maximal(top) == top);
}

RC_GTEST_PROP(GraphProperty, ACircleIsAlwaysFoundAndReal, ()) {
  std::vector<Revision> revisions = any_revisions();
  RC_PRE(revisions.size() > 1U);
  const Graph sound(revisions);
  const std::vector<Id> order = sound.ids();
  // An edge from a revision to what stands on it.
  const auto low = *rc::gen::inRange<std::size_t>(0, order.size());
  const Selection above = sound.descendants(sound.selection(std::vector<Id>{order[low]}));
  const std::vector<Id> candidates = sound.ids(above);
  const Id high = candidates[*rc::gen::inRange<std::size_t>(0, candidates.size())];
  for (Revision& revision : revisions) {
    if (revision.id == order[low]) revision.parents.push_back(high);
  }

  try {
    Graph broken(revisions);
    RC_FAIL("a circle was not found");
  } catch (const Error& error) {
    RC_ASSERT(error.code() == code::kCycle);
  }
}

RC_GTEST_PROP(RouteProperty, UpgradeRunsEachMissingAncestorOnceAndInOrder, ()) {
  const Graph graph(any_revisions());
  RC_PRE(!graph.empty());
  const Ids applied = any_applied(graph);
  const Id target = graph.ids()[*rc::gen::inRange<std::size_t>(0, graph.size())];

  const plan::Route route =
      plan::upgrade_route(graph, rows_of_set(graph, applied), target_of(target));
  Ids wanted = closure(graph, {target});
  for (const Id& id : applied) wanted.erase(id);
  RC_ASSERT(Ids(route.ids.begin(), route.ids.end()) == wanted);
  RC_ASSERT(route.ids.size() == wanted.size());
  RC_ASSERT(ascends(graph, route.ids));
  RC_ASSERT(route.gaps.empty());
}

RC_GTEST_PROP(RouteProperty, ADowngradeLeavesNothingWithoutWhatItStandsOn, ()) {
  const Graph graph(any_revisions());
  RC_PRE(!graph.empty());
  const Ids applied = any_applied(graph);
  const AppliedRows rows = rows_of_set(graph, applied);
  const Id name = graph.ids()[*rc::gen::inRange<std::size_t>(0, graph.size())];
  const auto count = std::to_string(*rc::gen::inRange<std::size_t>(1, 6));
  const std::string text = *rc::gen::element(name, name + "^", name + "@base", name + "-" + count,
                                             name + "+" + count, "-" + count, std::string("base"));

  plan::Route route;
  try {
    route = plan::downgrade_route(graph, rows, parse_target(text, graph));
  } catch (const Error& error) {
    RC_ASSERT(!error.first().message.empty());
    return;
  }
  Ids after = applied;
  for (const Id& id : route.ids) RC_ASSERT(after.erase(id) == 1U);
  RC_ASSERT(closure(graph, after) == after);
  std::vector<Id> upwards(route.ids.rbegin(), route.ids.rend());
  RC_ASSERT(ascends(graph, upwards));
}

RC_GTEST_PROP(RouteProperty, ABranchGoesWithoutWhatOthersStandOn, ()) {
  const Graph graph(any_revisions());
  RC_PRE(!graph.empty());
  const Ids applied = any_applied(graph);
  const std::size_t branch = *rc::gen::inRange<std::size_t>(0, graph.size());
  const Selection lineage = graph.lineage(branch);
  const Selection above = graph.descendants(graph.selection(std::vector<Id>{graph[branch].id}));

  const plan::Route route =
      plan::downgrade_route(graph, rows_of_set(graph, applied),
                            Target{.branch = graph[branch].id, .symbol = Target::Symbol::base});
  const Ids gone(route.ids.begin(), route.ids.end());
  for (const Id& id : applied) {
    const std::size_t i = *graph.index_of(id);
    if (above[i]) RC_ASSERT(gone.contains(id));
    if (!above[i] && !lineage[i]) RC_ASSERT(!gone.contains(id));
  }
}

RC_GTEST_PROP(RouteProperty, TheSameBytesOnEveryRun, ()) {
  const std::vector<Revision> revisions = any_revisions();
  const Graph graph(revisions);
  const AppliedRows rows = rows_of_set(graph, any_applied(graph));

  RC_ASSERT(plan::upgrade_route(graph, rows, parse_target("heads")) ==
            plan::upgrade_route(Graph(revisions), rows, parse_target("heads")));
  RC_ASSERT(plan::downgrade_route(graph, rows, parse_target("base")) ==
            plan::downgrade_route(Graph(revisions), rows, parse_target("base")));
}

}  // namespace
}  // namespace dunlin::revision
