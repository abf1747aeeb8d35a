#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "revision/applied.h"
#include "revision/graph.h"

namespace dunlin::revision {

/// What the ledger's rows mean for the revisions of a graph once `replaces` is taken into
/// account: all replaced are applied → the revision that replaces them is; it is → so are they;
/// none → it runs in their stead; some → they are finished first.
class Coverage {
 public:
  /// Both must outlive it.
  Coverage(const Graph& graph, const AppliedRows& rows);

  /// Counts as applied: has a row in state applied, or is covered by `replaces`.
  const Selection& applied() const { return applied_; }
  /// Counts as applied, and nothing that is applied replaces it.
  Selection standing() const;
  /// Has a row of its own in state applied.
  const Selection& recorded() const { return recorded_; }
  /// What `index` stands aside for: another revision runs, or ran, in its stead.
  std::optional<std::size_t> stand_in(std::size_t index) const { return stand_ins_[index]; }
  /// The revision replaces others, some of which are applied and some are not.
  bool half_replaced(std::size_t index) const { return half_[index]; }
  /// A row whose id no file has, but which a revision of the files replaces.
  bool covers(std::string_view id) const { return replaced_ids_.contains(id); }

  /// The selected and everything that must be there before them, with stand-ins in the place of
  /// what they replace, and what is half replaced in pieces. Throws Error(kReplaced) when a piece
  /// that is still needed is in no file.
  Selection needed_for(const Selection& selected) const;
  /// The gaps: not applied, although something that is applied stands on it.
  Selection gaps() const;

 private:
  struct Squash {
    std::size_t index;
    std::vector<std::size_t> pieces;  // those the files have
    std::size_t gone_applied = 0;     // in no file, but in the ledger
    std::vector<Id> gone_missing;     // in neither
  };

  void read_squashes(const std::set<std::string_view>& elsewhere);
  bool settle(const Squash& squash);
  void settle_all();
  void find_halves();
  Selection closure(const Selection& selected, std::vector<const Squash*>& broken) const;
  const Squash* squash_of(std::size_t index) const;

  const Graph& graph_;
  Selection recorded_;
  Selection applied_;
  Selection half_;
  std::vector<std::optional<std::size_t>> stand_ins_;
  std::vector<Squash> squashes_;
  std::set<Id, std::less<>> replaced_ids_;
};

}  // namespace dunlin::revision
