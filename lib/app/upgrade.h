#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "app/deciding.h"
#include "app/report.h"
#include "ledger/ledger.h"
#include "plan/plan.h"
#include "plan/route.h"

namespace dunlin::app {

struct UpgradeRequest {
  std::string target = "head";
  bool atomic = false;                      ///< all of it in one transaction
  bool fill_gaps = false;                   ///< also run what an applied revision already stands on
  bool create = false;                      ///< create the database when there is none
  bool dry = false;                         ///< say what would be done
  Consent consent;                          ///< about what is there already
  std::optional<std::string> plan_file;     ///< run exactly the plan that is kept there
  std::optional<config::IfAhead> if_ahead;  ///< the flag
  config::IfAhead if_ahead_default = config::IfAhead::fail;  ///< what the command prefers
};

/// Brings the database up to the target: fast path, lock, plan, apply, again when somebody else
/// was faster. Running it again is always safe. Throws, with everything that was committed kept:
/// the errors of the files, of connecting, of execute::apply, and kAhead, kEdited, kUnfinished,
/// kGap, kOtherClaim, kLockHeld.
RunReport upgrade(Context& context, const UpgradeRequest& request);

struct DowngradeRequest {
  std::string target;     ///< empty with last_run
  bool last_run = false;  ///< undo what the last upgrade applied
  bool dry = false;
  std::optional<std::string> confirmed;  ///< the environment's name, for a protected one
};

/// Reverts by the ledger. Everything that could refuse it does so before the first statement:
/// kProtected, kConfirmation, kIrreversible, kNotApplied, kUnreachableTarget.
RunReport downgrade(Context& context, const DowngradeRequest& request);

/// Reverts a revision (the one applied last when `target` is empty) and what stands on it, and
/// applies them again. Throws as both do.
RunReport redo(Context& context, const std::string& target,
               const std::optional<std::string>& confirmed);

/// How a database with these rows gets to `target`. With several heads `head` is none of them, and
/// an error, except where all are applied: then there is nowhere to go.
plan::Route route_up(const revision::Graph& graph, const revision::AppliedRows& rows,
                     const std::string& target);

/// What either would run on a ledger that says this; nothing is decided about statements yet.
plan::Plan plan_of(Context& context, Database& database, const Checkout& checkout,
                   const UpgradeRequest& request, const ledger::Snapshot& snapshot);
plan::Plan plan_of(Context& context, Database& database, const Checkout& checkout,
                   const DowngradeRequest& request, const ledger::Snapshot& snapshot);

}  // namespace dunlin::app
