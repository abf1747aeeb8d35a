#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "revision/revision.h"

namespace dunlin::revision {

/// Node by node, the nodes it points at, ascending and each once.
using Adjacency = std::vector<std::vector<std::size_t>>;

/// Where each id stands in a list of revisions. Of two with one id the first counts.
/// Views into the list: it must stay where it is.
class IdIndex {
 public:
  explicit IdIndex(std::span<const Revision> revisions);

  std::optional<std::size_t> find(std::string_view id) const;

 private:
  std::unordered_map<std::string_view, std::size_t> by_id_;
};

/// How the revisions of a list name each other, as positions in the list. Names that no
/// revision has are left out, unless a revision replaces that name: then they mean it.
struct Links {
  Adjacency parents;
  Adjacency requirements;  ///< parents and dependencies
  /// What the order respects: the requirements; for each that a revision replaces that revision
  /// too, since it may run in its stead; and what the revision itself replaces.
  Adjacency before;
};

Links links_of(std::span<const Revision> revisions);

/// The same links once node `i` has become node `place[i]`.
Adjacency renumbered(const Adjacency& adjacency, std::span<const std::size_t> place);

/// Answers whether a node is reached from others, over one adjacency without circles.
class Reach {
 public:
  /// `rank`: of each node, higher than that of everything it points at.
  Reach(const Adjacency& adjacency, std::vector<std::size_t> rank);

  /// Whether some edge of `node` other than the one to `target` leads to `target`, perhaps from
  /// afar. `starts`: the ends of the edges to try.
  bool implied(std::size_t target, std::span<const std::size_t> starts);

 private:
  const Adjacency& adjacency_;
  std::vector<std::size_t> rank_;
  std::vector<std::size_t> seen_;  // the number of the question that last saw the node
  std::size_t question_ = 0;
};

}  // namespace dunlin::revision
