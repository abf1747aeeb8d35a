#include "plan/route.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "revision/coverage.h"
#include "revision/resolve.h"

namespace dunlin::plan {

namespace {

using revision::Applied;
using revision::AppliedRows;
using revision::Coverage;
using revision::Direction;
using revision::Graph;
using revision::Id;
using revision::Revision;
using revision::Selection;
using revision::State;
using revision::Target;
using Walk = Target::Walk;
using Symbol = Target::Symbol;

Selection without(Selection selected, const Selection& removed) {
  for (std::size_t i = 0; i < selected.size(); ++i) selected[i] = selected[i] && !removed[i];
  return selected;
}

Selection both(Selection a, const Selection& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] && b[i];
  return a;
}

bool any(const Selection& selected) {
  return std::find(selected.begin(), selected.end(), true) != selected.end();
}

Selection select(const Graph& graph, const std::vector<std::size_t>& indices) {
  Selection selected = graph.none();
  for (const std::size_t i : indices) selected[i] = true;
  return selected;
}

Revision revision_of(const Applied& row) {
  Revision revision;
  revision.id = row.id;
  revision.slug = row.slug;
  revision.message = row.message;
  revision.parents = row.parents;
  revision.depends_on = row.depends_on;
  return revision;
}

// What stands on a revision that `replaces` settles stands on what is really there: on the pieces
// where the squash has no row, on the squash where it has one.
void follow_replaced(std::vector<Revision>& revisions, const AppliedRows& rows) {
  std::set<Id> recorded;
  for (const Applied& row : rows) recorded.insert(row.id);
  std::map<Id, const Revision*> squash_of;
  for (Revision& squash : revisions) {
    for (const Id& piece : squash.replaces) {
      if (recorded.contains(squash.id)) {
        squash_of.emplace(piece, &squash);
      } else {
        squash.depends_on.push_back(piece);
      }
    }
  }
  if (squash_of.empty()) return;
  for (Revision& revision : revisions) {
    std::vector<Id> needs = revision.parents;
    needs.insert(needs.end(), revision.depends_on.begin(), revision.depends_on.end());
    const auto own = squash_of.find(revision.id);
    for (const Id& need : needs) {
      const auto squash = squash_of.find(need);
      if (squash == squash_of.end() || squash->second->id == revision.id) continue;
      if (own != squash_of.end() && own->second == squash->second) continue;
      revision.depends_on.push_back(squash->second->id);
    }
  }
}

// Nothing where the graph of the files says it all: no row in no file, nothing replaced.
std::optional<Graph> own_graph(const Graph& files, const AppliedRows& rows) {
  const bool suffices =
      std::all_of(rows.begin(), rows.end(),
                  [&](const Applied& row) { return files.contains(row.id); }) &&
      std::all_of(files.revisions().begin(), files.revisions().end(),
                  [](const Revision& revision) { return revision.replaces.empty(); });
  return suffices ? std::nullopt : std::optional(graph_with_rows(files, rows));
}

// Finds what a downgrade reverts, in the graph of files and ledger.
class Descent {
 public:
  Descent(const Graph& files, const AppliedRows& rows)
      : files_(files),
        rows_(rows),
        own_(own_graph(files, rows)),
        graph_(own_ ? *own_ : files),
        there_(graph_.none()) {
    for (const Applied& row : rows) {
      if (const auto index = graph_.index_of(row.id)) there_[*index] = true;
    }
  }

  Selection find(const Target& target) const {
    if (target.walk == Walk::off) return with_itself(target);
    if (target.symbol == Symbol::here) return last(target);
    if (target.symbol == Symbol::base && target.walk == Walk::none) {
      return target.branch.empty() ? there_
                                   : lineage(revision::resolve_name(graph_, target.branch));
    }
    const auto points = revision::resolve(graph_, there_, target);
    // A step below a base is the empty state.
    if (points.empty() && target.walk == Walk::down) return there_;
    return above(points);
  }

  Selection last_run() const {
    const Applied* last = nullptr;
    for (const Applied& row : rows_) {
      if (row.origin != revision::Origin::run) continue;
      if (last == nullptr || row.sequence > last->sequence) last = &row;
    }
    if (last == nullptr) {
      throw Error(code::kNotApplied, "no upgrade is recorded here that could be undone");
    }
    std::vector<Id> ids;
    for (const Applied& row : rows_) {
      if (row.origin == revision::Origin::run && row.run == last->run) ids.push_back(row.id);
    }
    return free_standing(graph_.selection(ids));
  }

  Route route(const Selection& reverted) const {
    Route route{Direction::down, graph_.ids(reverted), {}, {}};
    std::reverse(route.ids.begin(), route.ids.end());
    for (const Id& id : route.ids) {
      if (!files_.contains(id)) route.unknown.push_back(id);
    }
    return route;
  }

 private:
  // Descent by ancestry: what only depends on the target keeps what it needs.
  Selection above(const std::vector<std::size_t>& points) const {
    Selection children = graph_.none();
    for (const std::size_t point : points) {
      for (const std::size_t child : graph_.children(point)) children[child] = true;
    }
    Selection reverted = both(graph_.descendants(std::move(children)), there_);
    if (any(reverted)) return reverted;
    const Selection tips = graph_.maximal(there_);
    for (const std::size_t point : points) {
      if (!tips[point]) refuse_idle(point);
    }
    return reverted;
  }

  [[noreturn]] void refuse_idle(std::size_t point) const {
    const std::string title = graph_[point].title();
    if (!there_[point]) {
      throw Error(code::kNotApplied, fmt::format("'{}' is not applied here", title));
    }
    Error error(
        code::kUnreachableTarget,
        fmt::format("nothing descends from '{}' by its parents; others depend on it", title));
    for (const std::size_t other : graph_.dependents(point)) {
      if (there_[other]) error.first().notes.push_back(graph_[other].title());
    }
    throw with_next(std::move(error), fmt::format("dunlin downgrade '{}^'", graph_[point].id));
  }

  Selection with_itself(const Target& target) const {
    Target itself = target;
    itself.walk = Walk::none;
    const auto points = revision::resolve(graph_, there_, itself);
    Selection reverted = both(graph_.descendants(select(graph_, points)), there_);
    for (const std::size_t point : points) {
      if (there_[point]) continue;
      throw Error(code::kNotApplied,
                  fmt::format("'{}' is not applied here", graph_[point].title()));
    }
    return reverted;
  }

  // `-N`: by the order of the ledger, which is what happened last.
  Selection last(const Target& target) const {
    if (target.walk != Walk::down) {
      throw with_next(Error(code::kBadTarget,
                            fmt::format("'{}' is a target of upgrade only", to_string(target))),
                      fmt::format("dunlin upgrade {}", to_string(target)));
    }
    std::vector<const Applied*> latest;
    Selection lineage(graph_.size(), true);
    if (!target.branch.empty()) {
      lineage = graph_.lineage(revision::resolve_name(graph_, target.branch));
    }
    for (const Applied& row : rows_) {
      if (lineage[*graph_.index_of(row.id)]) latest.push_back(&row);
    }
    if (latest.size() < target.steps) {
      throw Error(code::kUnreachableTarget,
                  fmt::format("'{}' asks for more than is applied: {}", to_string(target),
                              counted(latest.size(), "revision")));
    }
    std::sort(latest.begin(), latest.end(),
              [](const Applied* a, const Applied* b) { return a->sequence > b->sequence; });
    std::vector<Id> ids;
    for (std::size_t i = 0; i < target.steps; ++i) ids.push_back(latest[i]->id);
    return free_standing(graph_.selection(ids));
  }

  Selection free_standing(Selection reverted) const {
    const Selection staying = without(both(graph_.descendants(reverted), there_), reverted);
    if (!any(staying)) return reverted;
    Error error(code::kUnreachableTarget,
                "revisions that were applied earlier stand on what would be undone");
    for (std::size_t i = 0; i < staying.size(); ++i) {
      if (staying[i]) error.first().notes.push_back(graph_[i].title());
    }
    for (std::size_t i = 0; i < reverted.size(); ++i) {
      if (reverted[i]) {
        error.first().next.push_back(fmt::format("dunlin downgrade '{}^'", graph_[i].id));
        break;
      }
    }
    throw error;
  }

  // From the tips downwards: a revision goes once nothing that stays stands on it.
  Selection lineage(std::size_t branch) const {
    Selection reverted = graph_.none();
    reverted[branch] = true;
    reverted = both(graph_.descendants(std::move(reverted)), there_);
    const Selection lineage = graph_.lineage(branch);
    Selection held = graph_.none();
    for (std::size_t i = graph_.size(); i-- > 0;) {
      if (there_[i] && !held[i] && lineage[i]) reverted[i] = true;
      // What holds is held through revisions that have no row, too.
      if ((!there_[i] || reverted[i]) && !held[i]) continue;
      for (const std::size_t below : graph_.requirements(i)) held[below] = true;
    }
    return reverted;
  }

  const Graph& files_;
  const AppliedRows& rows_;
  std::optional<Graph> own_;
  const Graph& graph_;
  Selection there_;
};

}  // namespace

Route upgrade_route(const Graph& graph, const AppliedRows& rows, const Target& target) {
  const Coverage coverage(graph, rows);
  const auto points = revision::resolve(graph, coverage.standing(), target);
  const Selection missing = without(coverage.needed_for(select(graph, points)), coverage.applied());
  Route route{Direction::up, graph.ids(missing), {}, {}};
  route.gaps = graph.ids(both(missing, coverage.gaps()));
  for (const Applied& row : rows) {
    if (!graph.contains(row.id) && !coverage.covers(row.id)) route.unknown.push_back(row.id);
  }
  return route;
}

Route downgrade_route(const Graph& graph, const AppliedRows& rows, const Target& target) {
  const Descent descent(graph, rows);
  return descent.route(descent.find(target));
}

Route last_run_route(const Graph& graph, const AppliedRows& rows) {
  const Descent descent(graph, rows);
  return descent.route(descent.last_run());
}

Graph graph_with_rows(const Graph& graph, const AppliedRows& rows) {
  std::vector<Revision> revisions = graph.revisions();
  std::set<Id> known;  // besides the ids of the files
  for (const Revision& revision : revisions) {
    known.insert(revision.replaces.begin(), revision.replaces.end());
  }
  const bool replaced = !known.empty();
  for (const Applied& row : rows) {
    if (graph.contains(row.id)) continue;
    known.insert(row.id);
    revisions.push_back(revision_of(row));
  }
  for (std::size_t i = graph.size(); i < revisions.size(); ++i) {
    const auto stranger = [&](const Id& id) {
      return id == revisions[i].id || (!known.contains(id) && !graph.contains(id));
    };
    std::erase_if(revisions[i].parents, stranger);
    std::erase_if(revisions[i].depends_on, stranger);
  }
  if (replaced) follow_replaced(revisions, rows);
  return Graph(std::move(revisions));
}

Error gap_refusal(const Graph& graph, const Route& route) {
  Error error(code::kGap, fmt::format("{} below what is already applied",
                                      counted(route.gaps.size(), "revision is missing",
                                              "revisions are missing")));
  for (const Id& id : route.gaps) error.first().notes.push_back(graph.at(id).title());
  error.first().next = {"dunlin upgrade --fill-gaps", "dunlin status"};
  return error;
}

}  // namespace dunlin::plan
