#include "revision/standing.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "revision/coverage.h"

namespace dunlin::revision {

namespace {

bool same_names(const std::vector<Id>& a, const std::vector<Id>& b) {
  return std::set<Id>(a.begin(), a.end()) == std::set<Id>(b.begin(), b.end());
}

bool accepted(const Revision& revision, const Applied& row) {
  const auto names = [&](const std::string& checksum) {
    return !checksum.empty() && std::find(revision.accepts.begin(), revision.accepts.end(),
                                          checksum) != revision.accepts.end();
  };
  return names(row.raw_checksum) || names(row.token_checksum);
}

void mark_row(Standing& standing) {
  const Applied& row = *standing.row;
  switch (row.state) {
    case State::running:
      standing.marks.insert(Mark::running);
      break;
    case State::partial:
      standing.marks.insert(Mark::partial);
      break;
    case State::applied:
      standing.marks.insert(Mark::applied);
      break;
  }
  if (row.origin == Origin::satisfied) standing.marks.insert(Mark::satisfied);
}

void compare(Standing& standing, const Checksums& now) {
  const Revision& revision = *standing.revision;
  const Applied& row = *standing.row;
  if (is_edited(revision, row, now)) standing.marks.insert(Mark::edited);
  if (!same_names(revision.parents, row.parents) ||
      !same_names(revision.depends_on, row.depends_on)) {
    standing.marks.insert(Mark::reparented);
  }
}

// What no row says: covered by `replaces`, or pending in one way or another.
void mark_absent(Standing& standing, std::size_t index, const Coverage& coverage,
                 const Selection& gaps, const std::set<Id>& reverted) {
  if (coverage.stand_in(index)) {
    standing.marks.insert(Mark::replaced);
    return;
  }
  if (coverage.applied()[index]) {
    standing.marks.insert(Mark::applied);
    return;
  }
  standing.marks.insert(Mark::pending);
  if (gaps[index]) standing.marks.insert(Mark::gap);
  if (reverted.contains(standing.id)) standing.marks.insert(Mark::reverted);
}

std::vector<Standing> strangers(const Graph& graph, const AppliedRows& rows,
                                const Coverage& coverage) {
  std::vector<Standing> found;
  for (const Applied& row : rows) {
    if (graph.contains(row.id)) continue;
    Standing standing{.id = row.id, .slug = row.slug, .marks = {}, .row = &row};
    mark_row(standing);
    standing.marks.insert(coverage.covers(row.id) ? Mark::replaced : Mark::unknown);
    found.push_back(std::move(standing));
  }
  std::stable_sort(found.begin(), found.end(), [](const Standing& a, const Standing& b) {
    return a.row->sequence < b.row->sequence;
  });
  return found;
}

}  // namespace

std::string_view name_of(Mark mark) {
  constexpr std::array<std::string_view, 11> kNames{"pending", "applied",  "satisfied",  "running",
                                                    "partial", "edited",   "reparented", "unknown",
                                                    "gap",     "reverted", "replaced"};
  return kNames.at(static_cast<std::size_t>(mark));
}

bool is_edited(const Revision& revision, const Applied& row, const Checksums& now) {
  const bool taken_over = row.origin == Origin::adopted || row.origin == Origin::stamped;
  if (taken_over && row.raw_checksum.empty() && row.token_checksum.empty()) return false;
  if (now.raw(revision) == row.raw_checksum) return false;
  if (now.token(revision) == row.token_checksum) return false;
  return !accepted(revision, row);
}

std::vector<Standing> standings(const Graph& graph, const AppliedRows& rows, const Checksums& now,
                                const std::set<Id>& reverted) {
  const Coverage coverage(graph, rows);
  const Selection gaps = coverage.gaps();
  const Selection standing_applied = coverage.standing();
  std::unordered_map<std::string_view, const Applied*> row_of;
  for (const Applied& row : rows) row_of.emplace(row.id, &row);
  std::vector<Standing> all;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    Standing standing{.id = graph[i].id, .slug = graph[i].slug, .marks = {}, .revision = &graph[i]};
    if (const auto row = row_of.find(graph[i].id); row != row_of.end()) {
      standing.row = row->second;
      mark_row(standing);
      compare(standing, now);
      if (coverage.applied()[i] && !standing_applied[i]) standing.marks.insert(Mark::replaced);
    } else {
      mark_absent(standing, i, coverage, gaps, reverted);
    }
    all.push_back(std::move(standing));
  }
  for (Standing& stranger : strangers(graph, rows, coverage)) all.push_back(std::move(stranger));
  return all;
}

}  // namespace dunlin::revision
