#pragma once

#include <string>
#include <vector>

#include "plan/decision.h"
#include "plan/evidence.h"

namespace dunlin::plan {

/// What is to become of data statements in a revision whose schema statements are there already.
enum class DataStatements {
  ask,   ///< nobody said: stop
  run,   ///< they were not done by hand
  skip,  ///< they were
};

struct Allowances {
  DataStatements data = DataStatements::ask;
  bool mixed = false;     ///< go on from a state that is no prefix of the revision
  bool in_doubt = false;  ///< others may have run it, or have: data statements leave no trace
  bool recorded = false;  ///< the ledger says that the revision ran: data statements did, too
};

/// The decisions for the actions of one revision, in order, by what is live about each.
///
/// What was done must be a prefix: its actions are skipped and the rest is run. All done: the
/// revision is satisfied. Where before and after look the same, an action counts as not done,
/// unless something behind it was.
std::vector<Decision> decide(const std::vector<Evidence>& actions, const Allowances& allowances);

/// Where the revisions behind it are there, what a revision made and one behind it took away again
/// has happened: `either` counts as done. For a database that somebody migrated without a ledger.
void settle_ties(std::vector<std::vector<Evidence>>& revisions);

/// Turns the decisions into stops where the ledger is empty and what the revision makes is there.
void refuse_existing(const std::vector<Evidence>& actions, std::vector<Decision>& decisions);

}  // namespace dunlin::plan
