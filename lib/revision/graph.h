#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "revision/links.h"
#include "revision/revision.h"

namespace dunlin::revision {

/// Some of the revisions of one graph, by index; each is true or false. Not vector<bool>: g++ 12
/// at -O3 keeps a word of bits in a register while a loop changes it through another index.
using Selection = std::vector<unsigned char>;

/// The revisions of one directory and the order they impose on each other.
///
/// A revision runs after its parents and its dependencies. The constructor rejects what
/// contradicts itself (soundness.h), so a Graph in hand is always sound. Indices ascend in the
/// order to run: depth-first from the heads, parents before children, siblings by id; it depends
/// on the revisions alone. Every listing is in that order.
class Graph {
 public:
  Graph() = default;
  /// Throws Error with every problem there is.
  explicit Graph(std::vector<Revision> revisions);
  /// The same for revisions whose findings() hold no error: they are not looked for again.
  enum class Checked { already };
  Graph(std::vector<Revision> revisions, Checked checked);

  std::size_t size() const { return revisions_.size(); }
  bool empty() const { return revisions_.empty(); }
  bool contains(std::string_view id) const { return index_of(id).has_value(); }
  std::optional<std::size_t> index_of(std::string_view id) const;
  const Revision& operator[](std::size_t index) const { return revisions_[index]; }
  /// Throws Error(kUnknownTarget) with the nearest name.
  const Revision& at(std::string_view id) const;
  /// nullptr for an id no file has.
  const Revision* find(std::string_view id) const;

  const std::vector<Revision>& revisions() const { return revisions_; }
  std::vector<Id> ids() const;

  /// The revisions nobody names as parent, dependency or replaced.
  std::vector<Id> heads() const { return ids(heads_); }
  /// The revisions nobody names as parent: also those that are only depended on.
  std::vector<Id> file_heads() const { return ids(tips_); }
  /// The revisions without parents.
  std::vector<Id> bases() const { return ids(bases_); }
  const Selection& head_selection() const { return heads_; }
  const Selection& tip_selection() const { return tips_; }
  const Selection& base_selection() const { return bases_; }

  /// By parent links, without those that another parent implies.
  const std::vector<std::size_t>& parents(std::size_t index) const { return parents_[index]; }
  const std::vector<std::size_t>& children(std::size_t index) const { return children_[index]; }
  /// Parents and dependencies; and who has `index` among theirs.
  const std::vector<std::size_t>& requirements(std::size_t index) const {
    return requirements_[index];
  }
  const std::vector<std::size_t>& dependents(std::size_t index) const { return dependents_[index]; }

  /// The revisions of `ids` that the graph has.
  Selection selection(std::span<const Id> ids) const;
  std::vector<Id> ids(const Selection& selected) const;
  Selection none() const { return Selection(size(), false); }

  /// The selected and everything they require, parents and dependencies all the way down.
  Selection ancestors(Selection selected) const;
  /// The selected and everything that requires them.
  Selection descendants(Selection selected) const;
  /// The revision, its ancestors and its descendants, by parent links only.
  Selection lineage(std::size_t index) const;
  /// The selected that no other selected one requires, near or far.
  Selection maximal(const Selection& selected) const;

  /// Label and its revision, by label.
  const std::vector<std::pair<std::string, std::size_t>>& labels() const { return labels_; }
  /// Slug and a revision that has it, by slug.
  const std::vector<std::pair<std::string, std::size_t>>& slugs() const { return slugs_; }
  /// The revisions whose id, or one of whose labels, begins with `prefix`.
  std::vector<std::size_t> starting_with(std::string_view prefix) const;
  /// `did you mean 'x'?` over ids, labels and slugs, or nothing to say.
  std::string did_you_mean(std::string_view name) const;

 private:
  void build(std::vector<Revision> revisions);
  void adopt(std::vector<Revision> revisions, const std::vector<std::size_t>& order);
  void link(const Links& links);
  void find_heads(const Adjacency& after);
  void name();

  std::vector<Revision> revisions_;
  std::vector<std::size_t> by_id_;
  Adjacency parents_;
  Adjacency children_;
  Adjacency requirements_;
  Adjacency dependents_;
  Selection heads_;
  Selection tips_;
  Selection bases_;
  std::vector<std::pair<std::string, std::size_t>> labels_;
  std::vector<std::pair<std::string, std::size_t>> slugs_;
};

/// The nodes, each after everything it points at: depth-first from those that nobody points at,
/// lower numbers first. Precondition: no circle.
std::vector<std::size_t> order_of(const Adjacency& before);

/// One circle for each knot of nodes that can reach each other: its nodes in the order of the
/// edges, the lowest first. A node that points at itself is a circle of one.
std::vector<std::vector<std::size_t>> circles_in(const Adjacency& before);

}  // namespace dunlin::revision
