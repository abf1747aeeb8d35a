#include "revision/coverage.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace dunlin::revision {

Coverage::Coverage(const Graph& graph, const AppliedRows& rows)
    : graph_(graph), recorded_(graph.none()), half_(graph.none()), stand_ins_(graph.size()) {
  std::set<std::string_view> elsewhere;
  for (const Applied& row : rows) {
    if (row.state != State::applied) continue;
    if (const auto index = graph.index_of(row.id)) {
      recorded_[*index] = true;
    } else {
      elsewhere.insert(row.id);
    }
  }
  applied_ = recorded_;
  read_squashes(elsewhere);
  settle_all();
  find_halves();
}

void Coverage::read_squashes(const std::set<std::string_view>& elsewhere) {
  for (std::size_t i = 0; i < graph_.size(); ++i) {
    if (graph_[i].replaces.empty()) continue;
    Squash squash{.index = i, .pieces = {}, .gone_missing = {}};
    for (const Id& id : graph_[i].replaces) {
      replaced_ids_.insert(id);
      if (const auto index = graph_.index_of(id)) {
        squash.pieces.push_back(*index);
      } else if (elsewhere.contains(id)) {
        ++squash.gone_applied;
      } else {
        squash.gone_missing.push_back(id);
      }
    }
    squashes_.push_back(std::move(squash));
  }
}

// Whether anything became known.
bool Coverage::settle(const Squash& squash) {
  const auto applied = [&](std::size_t piece) { return static_cast<bool>(applied_[piece]); };
  bool changed = false;
  if (applied_[squash.index]) {
    for (const std::size_t piece : squash.pieces) {
      changed = changed || !applied_[piece];
      applied_[piece] = true;
    }
  } else if (squash.gone_missing.empty() &&
             std::all_of(squash.pieces.begin(), squash.pieces.end(), applied)) {
    applied_[squash.index] = true;
    changed = true;
  }
  return changed;
}

void Coverage::settle_all() {
  // A squash may replace another: what one settles may settle the next.
  for (bool changed = true; changed;) {
    changed = false;
    for (const Squash& squash : squashes_) changed = settle(squash) || changed;
  }
}

void Coverage::find_halves() {
  for (bool changed = true; changed;) {
    changed = false;
    for (const Squash& squash : squashes_) {
      if (applied_[squash.index] || half_[squash.index]) continue;
      half_[squash.index] =
          squash.gone_applied > 0 ||
          std::any_of(squash.pieces.begin(), squash.pieces.end(),
                      [&](std::size_t piece) { return applied_[piece] || half_[piece]; });
      changed = changed || half_[squash.index];
    }
  }
  for (const Squash& squash : squashes_) {
    if (half_[squash.index]) continue;
    for (const std::size_t piece : squash.pieces) {
      if (!recorded_[piece] && piece != squash.index) stand_ins_[piece] = squash.index;
    }
  }
}

const Coverage::Squash* Coverage::squash_of(std::size_t index) const {
  const auto at = std::find_if(squashes_.begin(), squashes_.end(),
                               [&](const Squash& squash) { return squash.index == index; });
  return at == squashes_.end() ? nullptr : &*at;
}

Selection Coverage::standing() const {
  Selection standing = applied_;
  for (const Squash& squash : squashes_) {
    if (!applied_[squash.index]) continue;
    for (const std::size_t piece : squash.pieces) standing[piece] = false;
  }
  return standing;
}

Selection Coverage::closure(const Selection& selected, std::vector<const Squash*>& broken) const {
  Selection seen = graph_.none();
  std::vector<std::size_t> open;
  const auto need = [&](std::size_t index) {
    // The outermost of nested squashes runs.
    while (stand_ins_[index]) index = *stand_ins_[index];
    if (seen[index]) return;
    seen[index] = true;
    open.push_back(index);
  };
  for (std::size_t i = 0; i < selected.size(); ++i) {
    if (selected[i]) need(i);
  }
  Selection in_pieces = graph_.none();
  while (!open.empty()) {
    const std::size_t index = open.back();
    open.pop_back();
    for (const std::size_t next : graph_.requirements(index)) need(next);
    if (!half_[index]) continue;
    const Squash* squash = squash_of(index);
    if (!squash->gone_missing.empty()) broken.push_back(squash);
    in_pieces[index] = true;
    for (const std::size_t piece : squash->pieces) need(piece);
  }
  for (std::size_t i = 0; i < seen.size(); ++i) seen[i] = seen[i] && !in_pieces[i];
  return seen;
}

Selection Coverage::needed_for(const Selection& selected) const {
  std::vector<const Squash*> broken;
  Selection needed = closure(selected, broken);
  if (broken.empty()) return needed;
  const Squash& squash = *broken.front();
  throw with_note(
      Error(code::kReplaced,
            fmt::format("'{}' replaces revisions of which only some are applied here, and no "
                        "folder holds {}",
                        graph_[squash.index].title(), listed(squash.gone_missing, true))),
      "the old path must be finished first: check out its files and upgrade");
}

Selection Coverage::gaps() const {
  std::vector<const Squash*> broken;
  Selection below = closure(applied_, broken);
  for (std::size_t i = 0; i < below.size(); ++i) below[i] = below[i] && !applied_[i];
  return below;
}

}  // namespace dunlin::revision
