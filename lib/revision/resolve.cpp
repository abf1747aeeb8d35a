#include "revision/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/error.h"

namespace dunlin::revision {

namespace {

using Indices = std::vector<std::size_t>;
using Symbol = Target::Symbol;
using Walk = Target::Walk;

constexpr std::size_t kShortestPrefix = 4;
constexpr std::size_t kCandidates = 20;

std::vector<std::string> candidates(const Graph& graph, const Indices& indices) {
  std::vector<std::string> notes;
  for (const std::size_t i : indices) {
    if (notes.size() == kCandidates) {
      notes.push_back(fmt::format("and {} more", indices.size() - kCandidates));
      break;
    }
    notes.push_back(graph[i].title());
  }
  return notes;
}

Error among(const Code& code, std::string message, const Graph& graph, const Indices& indices) {
  Error error(code, std::move(message));
  error.first().notes = candidates(graph, indices);
  return error;
}

Indices having(const std::vector<std::pair<std::string, std::size_t>>& names,
               std::string_view name) {
  Indices found;
  auto at =
      std::lower_bound(names.begin(), names.end(), name,
                       [](const auto& entry, std::string_view word) { return entry.first < word; });
  for (; at != names.end() && at->first == name; ++at) found.push_back(at->second);
  return found;
}

Error several_heads(const Graph& graph, const Indices& heads, const std::string& branch) {
  const bool all = branch.empty();
  Error error = among(
      code::kSeveralHeads,
      all ? fmt::format("there are {} heads; 'head' means one", heads.size())
          : fmt::format("the lineage of '{}' has {} heads; 'head' means one", branch, heads.size()),
      graph, heads);
  error.first().next = {"dunlin merge",
                        fmt::format("dunlin upgrade {}", all ? "heads" : branch + "@heads")};
  return error;
}

// Resolves one target; the branch, if any, narrows every step.
class Resolver {
 public:
  Resolver(const Graph& graph, const Selection& applied, const Target& target)
      : graph_(graph), applied_(applied), target_(target) {
    if (!target.branch.empty()) {
      branch_ = resolve_name(graph, target.branch);
      lineage_ = graph.lineage(*branch_);
    }
  }

  Indices run() const {
    if (target_.walk == Walk::off || (target_.symbol == Symbol::here && target_.walk != Walk::up)) {
      throw with_next(Error(code::kBadTarget,
                            fmt::format("'{}' is a target of downgrade only", to_string(target_))),
                      fmt::format("dunlin downgrade {}", to_string(target_)));
    }
    if (target_.symbol == Symbol::here) return up_from_here();
    Indices points = start();
    if (target_.walk == Walk::none) return points;
    if (target_.walk == Walk::up) {
      if (target_.symbol == Symbol::base) return {up_from_bases(target_.steps)};
      return {up(one(points), target_.steps)};
    }
    return down(one(points));
  }

 private:
  bool inside(std::size_t index) const { return !branch_ || lineage_[index]; }

  Indices inside(const Selection& selected) const {
    Indices found;
    for (std::size_t i = 0; i < selected.size(); ++i) {
      if (selected[i] && inside(i)) found.push_back(i);
    }
    return found;
  }

  Indices start() const {
    switch (target_.symbol) {
      case Symbol::name:
        return {named()};
      case Symbol::head:
      case Symbol::heads: {
        Indices heads = inside(branch_ ? graph_.tip_selection() : graph_.head_selection());
        if (target_.symbol == Symbol::head && heads.size() > 1) {
          throw several_heads(graph_, heads, target_.branch);
        }
        return heads;
      }
      case Symbol::current:
        return current();
      case Symbol::base:
      case Symbol::here:
        break;
    }
    return {};
  }

  std::size_t named() const {
    const std::size_t index = resolve_name(graph_, target_.name);
    if (inside(index)) return index;
    throw Error(code::kUnknownTarget, fmt::format("'{}' is not in the lineage of '{}'",
                                                  graph_[index].title(), graph_[*branch_].title()));
  }

  // The tips of what is applied. A lineage whose own revisions are not: the tips of what of it is.
  Indices current() const {
    Indices tips = inside(graph_.maximal(applied_));
    if (!branch_ || !tips.empty()) return tips;
    Selection shared = graph_.none();
    for (std::size_t i = 0; i < shared.size(); ++i) shared[i] = applied_[i] && lineage_[i];
    return inside(graph_.maximal(shared));
  }

  std::size_t one(const Indices& points) const {
    if (points.size() == 1) return points.front();
    if (points.empty()) {
      throw Error(
          code::kUnreachableTarget,
          fmt::format("'{}' counts from a revision, and there is none", to_string(target_)));
    }
    throw among(
        code::kAmbiguousTarget,
        fmt::format("'{}' could count from any of {} revisions", to_string(target_), points.size()),
        graph_, points);
  }

  Indices up_from_here() const {
    const Indices here = current();
    if (here.empty()) return {up_from_bases(target_.steps)};
    return {up(one(here), target_.steps)};
  }

  std::size_t up_from_bases(std::size_t steps) const {
    return up(one(inside(graph_.base_selection())), steps - 1);
  }

  std::size_t up(std::size_t from, std::size_t steps) const {
    for (; steps > 0; --steps) {
      Indices next = graph_.children(from);
      std::erase_if(next, [&](std::size_t child) { return !inside(child); });
      if (next.empty()) {
        throw Error(
            code::kUnreachableTarget,
            fmt::format("'{}' goes {} beyond '{}', which has no children", to_string(target_),
                        steps == 1 ? "a step" : "several steps", graph_[from].title()));
      }
      from = fork(from, next, "children");
    }
    return from;
  }

  Indices down(std::size_t from) const {
    for (std::size_t steps = target_.steps; steps > 0; --steps) {
      Indices next = graph_.parents(from);
      if (branch_ && next.size() > 1) {
        std::erase_if(next, [&](std::size_t parent) { return !inside(parent); });
      }
      if (next.empty()) {
        if (steps == 1) return {};
        throw Error(code::kUnreachableTarget,
                    fmt::format("'{}' goes below '{}', which is a base", to_string(target_),
                                graph_[from].title()));
      }
      from = fork(from, next, "parents");
    }
    return {from};
  }

  std::size_t fork(std::size_t from, const Indices& next, std::string_view what) const {
    if (next.size() == 1) return next.front();
    throw among(code::kAmbiguousTarget,
                fmt::format("'{}' passes '{}', which has {} {}; name one of them",
                            to_string(target_), graph_[from].title(), next.size(), what),
                graph_, next);
  }

  const Graph& graph_;
  const Selection& applied_;
  const Target& target_;
  std::optional<std::size_t> branch_;
  Selection lineage_;
};

Selection select(const Graph& graph, const Indices& indices) {
  Selection selected = graph.none();
  for (const std::size_t i : indices) selected[i] = true;
  return selected;
}

}  // namespace

std::vector<std::size_t> resolve(const Graph& graph, const Selection& applied,
                                 const Target& target) {
  return Resolver(graph, applied, target).run();
}

std::vector<Id> resolved(const Graph& graph, const Selection& applied, const Target& target) {
  return graph.ids(select(graph, resolve(graph, applied, target)));
}

std::size_t resolve_name(const Graph& graph, std::string_view name) {
  if (const auto index = graph.index_of(name)) return *index;
  Indices found = having(graph.labels(), name);
  if (found.empty()) found = having(graph.slugs(), name);
  if (found.empty() && name.size() >= kShortestPrefix) found = graph.starting_with(name);
  if (found.size() == 1) return found.front();
  if (!found.empty()) {
    throw among(code::kAmbiguousTarget,
                fmt::format("'{}' could mean {} revisions", name, found.size()), graph, found);
  }
  Error error = with_next(
      Error(code::kUnknownTarget, fmt::format("no revision has the id, label or slug '{}'", name)),
      "dunlin history");
  const Indices beginnings = graph.starting_with(name);
  if (!name.empty() && name.size() < kShortestPrefix && !beginnings.empty()) {
    error = among(code::kUnknownTarget,
                  fmt::format("'{}' is too short: the beginning of an id has {} characters or more",
                              name, kShortestPrefix),
                  graph, beginnings);
  }
  throw with_hint(std::move(error), graph.did_you_mean(name));
}

std::vector<Id> resolve_range(const Graph& graph, const Selection& applied, const Range& range) {
  const auto select_all = [&] { return Selection(graph.size(), true); };
  const auto end = [&](const std::optional<Target>& target) {
    return target ? resolve(graph, applied, *target) : Indices{};
  };
  const Indices from = end(range.from);
  const Indices to = end(range.to);
  Selection above = from.empty() ? select_all() : graph.descendants(select(graph, from));
  Selection below = graph.none();
  if (!to.empty()) {
    below = graph.ancestors(select(graph, to));
  } else if (!range.to) {
    below = select_all();
  }
  for (const std::size_t i : from) {
    if (below[i]) continue;
    throw Error(code::kUnreachableTarget,
                fmt::format("'{}' is no range: '{}' does not lead up to its end", to_string(range),
                            graph[i].title()));
  }
  for (std::size_t i = 0; i < above.size(); ++i) above[i] = above[i] && below[i];
  return graph.ids(above);
}

}  // namespace dunlin::revision
