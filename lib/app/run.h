#pragma once

#include <functional>

#include "app/database.h"
#include "app/report.h"
#include "execute/apply.h"
#include "ledger/ledger.h"
#include "plan/plan.h"

namespace dunlin::app {

/// Makes a plan for the state of the ledger it is given. Throws what forbids one.
using Planning = std::function<plan::Plan(const ledger::Snapshot&)>;

/// Decides about the statements of a plan against the live database. Throws what stops it.
using Deciding = std::function<void(const ledger::Snapshot&, plan::Plan&)>;

/// Plans, and when there is something to do takes the lock, plans again, decides and applies; again
/// when somebody else was faster. Writes the claim. Nothing is written when the first plan is empty
/// and the claim fits.
RunReport run_planned(Context& context, Database& database, const Planning& planning,
                      const Deciding& deciding, execute::Atomicity atomicity);

/// Takes the lock, prepares the ledger, and hands `work` the state of it inside a transaction that
/// is committed when it returns. For commands that change only the ledger.
void change_ledger(Context& context, Database& database,
                   const std::function<void(const ledger::Snapshot&)>& work);

/// The report for a plan that is not run.
RunReport dry_report(Database& database, const ledger::Snapshot& snapshot, const plan::Plan& plan);

}  // namespace dunlin::app
