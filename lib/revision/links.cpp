#include "revision/links.h"

#include <algorithm>
#include <map>
#include <utility>

namespace dunlin::revision {

namespace {

using Replacers = std::map<std::string_view, std::size_t>;

Replacers replacers_of(std::span<const Revision> revisions) {
  Replacers replacers;
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    for (const Id& id : revisions[i].replaces) {
      if (id != revisions[i].id) replacers.emplace(id, i);
    }
  }
  return replacers;
}

void put(std::vector<std::size_t>& nodes, std::size_t node) {
  const auto at = std::lower_bound(nodes.begin(), nodes.end(), node);
  if (at == nodes.end() || *at != node) nodes.insert(at, node);
}

bool replaces(const Revision& revision, const Id& id) {
  return std::find(revision.replaces.begin(), revision.replaces.end(), id) !=
         revision.replaces.end();
}

// One name that `revision` needs: what it means, and what stands in for that.
struct Named {
  std::optional<std::size_t> node;
  std::optional<std::size_t> stand_in;
};

Named named(const IdIndex& index, const Replacers& replacers, std::span<const Revision> revisions,
            const Revision& revision, const Id& id) {
  Named found{index.find(id), std::nullopt};
  if (replacers.empty()) return found;
  if (const auto at = replacers.find(id); at != replacers.end()) {
    // A path inside what is replaced keeps to itself: it is run only as a whole.
    const Revision& other = revisions[at->second];
    if (other.id != revision.id && !replaces(other, revision.id)) found.stand_in = at->second;
  }
  if (!found.node) found.node = found.stand_in;
  return found;
}

}  // namespace

IdIndex::IdIndex(std::span<const Revision> revisions) {
  by_id_.reserve(revisions.size());
  for (std::size_t i = 0; i < revisions.size(); ++i) by_id_.emplace(revisions[i].id, i);
}

std::optional<std::size_t> IdIndex::find(std::string_view id) const {
  const auto at = by_id_.find(id);
  if (at == by_id_.end()) return std::nullopt;
  return at->second;
}

Adjacency renumbered(const Adjacency& adjacency, std::span<const std::size_t> place) {
  Adjacency out(adjacency.size());
  for (std::size_t i = 0; i < adjacency.size(); ++i) {
    std::vector<std::size_t>& nodes = out[place[i]];
    nodes.reserve(adjacency[i].size());
    for (const std::size_t j : adjacency[i]) nodes.push_back(place[j]);
    std::sort(nodes.begin(), nodes.end());
  }
  return out;
}

Links links_of(std::span<const Revision> revisions) {
  const IdIndex index(revisions);
  const Replacers replacers = replacers_of(revisions);
  Links links{Adjacency(revisions.size()), Adjacency(revisions.size()),
              Adjacency(revisions.size())};
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    const auto link = [&](const Id& id, bool parent) {
      const Named found = named(index, replacers, revisions, revisions[i], id);
      if (!found.node) return;
      if (parent) put(links.parents[i], *found.node);
      put(links.requirements[i], *found.node);
      put(links.before[i], *found.node);
      if (found.stand_in) put(links.before[i], *found.stand_in);
    };
    for (const Id& id : revisions[i].parents) link(id, true);
    for (const Id& id : revisions[i].depends_on) link(id, false);
    for (const Id& id : revisions[i].replaces) {
      if (const auto piece = index.find(id)) put(links.before[i], *piece);
    }
  }
  return links;
}

Reach::Reach(const Adjacency& adjacency, std::vector<std::size_t> rank)
    : adjacency_(adjacency), rank_(std::move(rank)), seen_(adjacency.size(), 0) {}

bool Reach::implied(std::size_t target, std::span<const std::size_t> starts) {
  ++question_;
  std::vector<std::size_t> open;
  const auto visit = [&](std::size_t node) {
    // Nothing of a lower rank leads up to the target again.
    if (seen_[node] == question_ || rank_[node] < rank_[target]) return;
    seen_[node] = question_;
    open.push_back(node);
  };
  for (const std::size_t start : starts) {
    if (start != target) visit(start);
  }
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    if (node == target) return true;
    for (const std::size_t next : adjacency_[node]) visit(next);
  }
  return false;
}

}  // namespace dunlin::revision
