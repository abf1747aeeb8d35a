#pragma once

#include <string>
#include <vector>

#include "app/checkout.h"
#include "app/database.h"
#include "plan/planner.h"

namespace dunlin::app {

/// What the user allows a plan to do about things that are there already.
struct Consent {
  bool existing = false;  ///< an empty ledger over a database that holds what the route makes
  bool mixed = false;     ///< a revision of which parts are there that are no prefix of it
  plan::DataStatements data = plan::DataStatements::ask;
  /// The ledger says that these revisions ran: what is missing of them is run again, and never what
  /// only the ledger can tell.
  bool recorded = false;
  bool unchecked = false;  ///< run without asking whether the statements get through
};

/// Decides about every statement of the upgrade steps of `plan` against the live database, with one
/// read of the catalog, and draws shapes only for what is there. Steps that go down stay as they
/// are. Nothing is changed. `fresh`: the ledger holds no revision.
void decide(Context& context, Database& database, const Checkout& checkout,
            const ledger::Snapshot& snapshot, plan::Plan& plan, const Consent& consent);

/// What the database draws of the probes, with expressions settled where they differ from what is
/// live. No message where there is nothing to draw.
std::vector<catalog::Drawing> drawn(Database& database, plan::Planner& planner,
                                    const std::vector<catalog::Probe>& probes);

}  // namespace dunlin::app
