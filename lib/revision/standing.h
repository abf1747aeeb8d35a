#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "revision/applied.h"
#include "revision/graph.h"

namespace dunlin::revision {

/// What can be true of a revision in a database. Several hold at once and none hides another.
enum class Mark {
  pending,     ///< not applied
  applied,     ///< has a row, or `replaces` says that it counts as applied
  satisfied,   ///< applied without running: every statement was already true
  running,     ///< begun outside a transaction, not finished
  partial,     ///< stopped between its segments
  edited,      ///< the up script is not the one that was applied
  reparented,  ///< its parents or dependencies are not those it was applied with
  unknown,     ///< the ledger has it, the files have not
  gap,         ///< pending below an applied one
  reverted,    ///< pending, and was applied before
  replaced,    ///< another revision stands in for it
};

std::string_view name_of(Mark mark);

/// One line of `status`.
struct Standing {
  Id id;
  std::string slug;
  std::set<Mark> marks;
  const Revision* revision = nullptr;  ///< in the graph; nullptr: in no file
  const Applied* row = nullptr;        ///< in the rows; nullptr: the ledger has none

  bool has(Mark mark) const { return marks.contains(mark); }
};

/// The checksums of the up script as it is now, in the dialect in use; empty: there is none. The
/// second is asked only where the first differs from the ledger's.
struct Checksums {
  std::function<std::string(const Revision&)> raw;
  std::function<std::string(const Revision&)> token;
};

/// Whether the up script differs from what `row` applied, and `accepts` does not cover it. A row
/// that was adopted without a checksum is taken at its word.
bool is_edited(const Revision& revision, const Applied& row, const Checksums& now);

/// How every revision of the files and of the ledger stands: in the order of the graph, then those
/// in no file by sequence. `reverted`: ids that were applied once. Points into `graph` and `rows`.
std::vector<Standing> standings(const Graph& graph, const AppliedRows& rows, const Checksums& now,
                                const std::set<Id>& reverted = {});

}  // namespace dunlin::revision
