#pragma once

#include "execute/session.h"
#include "plan/plan.h"

namespace dunlin::execute {

enum class Outcome {
  done,
  stale,      ///< the ledger has moved on since the plan was made: plan again
  overtaken,  ///< what the plan was to make is there by now, though the ledger is the same: look
              ///< again
};

/// What to do when something that the plan makes is there already.
enum class Doubt {
  look,    ///< Outcome::overtaken, where nothing of the revision stays
  report,  ///< the revision has failed
};

enum class Atomicity {
  per_revision,  ///< each revision commits with its ledger row
  all,           ///< all of the run in one transaction
};

/// Runs a plan. Each revision and its ledger row are committed together, so that what is recorded
/// and what is there always agree; a revision with segments outside a transaction is recorded as
/// running in between. Tells the observer of each step that is committed.
///
/// Throws Error(kRevisionFailed: rolled back, kRevisionPartial: stopped between segments,
/// kVerifyFailed, kForeignKeys, kLockTimeout, kConnectionLost, kCommitInDoubt, kLockHeld,
/// kInterrupted, kTerminated) with the place in the script. Steps that were committed stay.
Outcome apply(Session& session, const plan::Plan& plan, Atomicity atomicity,
              Doubt doubt = Doubt::report);

}  // namespace dunlin::execute
