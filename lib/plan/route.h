#pragma once

#include <vector>

#include "base/error.h"
#include "revision/applied.h"
#include "revision/graph.h"
#include "revision/target.h"

namespace dunlin::plan {

/// Which revisions go where, in the order to run them: for an upgrade requirements first, for a
/// downgrade last. Every id is there once.
struct Route {
  revision::Direction direction = revision::Direction::up;
  std::vector<revision::Id> ids;
  /// Those of `ids` that an applied revision already stands on. Run only when asked for:
  /// gap_refusal says so.
  std::vector<revision::Id> gaps;
  /// Upgrade: applied, but in no file. Downgrade: those of `ids` that are in no file, which only
  /// the ledger can revert.
  std::vector<revision::Id> unknown;

  friend bool operator==(const Route&, const Route&) = default;
};

/// What brings a database with these rows up to `target`: the ancestors of it that are not
/// applied, then itself. Rows in a state other than applied count as pending: they are finished.
/// Throws what revision::resolve throws, and Error(kReplaced).
Route upgrade_route(const revision::Graph& graph, const revision::AppliedRows& rows,
                    const revision::Target& target);

/// What takes a database with these rows down to `target`: every applied descendant of it, and
/// what depends on those. `-N`: the N applied last. `REV^`: REV too. `BRANCH@base`: the lineage,
/// without what others that stay stand on. Rows in no file are part of it. Throws what
/// revision::resolve throws; kNotApplied; kUnreachableTarget when something that stays would
/// lose what it stands on.
Route downgrade_route(const revision::Graph& graph, const revision::AppliedRows& rows,
                      const revision::Target& target);

/// What undoes the last run of `upgrade` (origin run). Throws kNotApplied when there was none,
/// kUnreachableTarget as above.
Route last_run_route(const revision::Graph& graph, const revision::AppliedRows& rows);

/// The revisions of the files together with those that only the ledger remembers.
revision::Graph graph_with_rows(const revision::Graph& graph, const revision::AppliedRows& rows);

/// The error for a route with gaps that nobody asked to fill.
Error gap_refusal(const revision::Graph& graph, const Route& route);

}  // namespace dunlin::plan
