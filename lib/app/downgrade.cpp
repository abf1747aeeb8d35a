#include "app/checkout.h"
#include "app/database.h"
#include "app/ledger_view.h"
#include "app/planning.h"
#include "app/policy.h"
#include "app/run.h"
#include "app/upgrade.h"
#include "plan/route.h"

namespace dunlin::app {

namespace {

using ledger::Snapshot;

std::vector<revision::Id> route_down(const Checkout& checkout, const Snapshot& snapshot,
                                     const std::string& target, bool last_run) {
  if (last_run) return plan::last_run_route(checkout.graph, snapshot.rows).ids;
  // Names of revisions that only the ledger knows are names too.
  const revision::Graph known = plan::graph_with_rows(checkout.graph, snapshot.rows);
  return plan::downgrade_route(checkout.graph, snapshot.rows, revision::parse_target(target, known))
      .ids;
}

// A way back runs as it is written: what it drops is there, for the ledger says so.
void undecided(const Snapshot& /*snapshot*/, plan::Plan& /*plan*/) {}

}  // namespace

plan::Plan plan_of(Context& context, Database& database, const Checkout& checkout,
                   const DowngradeRequest& request, const Snapshot& snapshot) {
  require_finished(snapshot.rows);
  const auto route = route_down(checkout, snapshot, request.target, request.last_run);
  return {snapshot.basis, steps_down(context, database, checkout.graph, snapshot.rows, route)};
}

RunReport downgrade(Context& context, const DowngradeRequest& request) {
  Database database(context, request.dry ? Purpose::read : Purpose::change);
  const Checkout checkout = read_checkout(context);
  const auto planning = [&](const Snapshot& snapshot) {
    return plan_of(context, database, checkout, request, snapshot);
  };
  const Snapshot snapshot = database.read();
  database.heed(snapshot.claim);
  if (request.dry) return dry_report(database, snapshot, planning(snapshot));
  require_downgrade(database, request.confirmed);
  return run_planned(context, database, planning, undecided, execute::Atomicity::per_revision);
}

RunReport redo(Context& context, const std::string& target,
               const std::optional<std::string>& confirmed) {
  Database database(context, Purpose::change);
  const Checkout checkout = read_checkout(context);
  database.heed(database.read().claim);
  require_downgrade(database, confirmed);
  const auto planning = [&](const Snapshot& snapshot) {
    require_finished(snapshot.rows);
    const auto down = route_down(checkout, snapshot, target.empty() ? "-1" : target + "^", false);
    plan::Plan plan{snapshot.basis,
                    steps_down(context, database, checkout.graph, snapshot.rows, down)};
    const std::vector<revision::Id> up(down.rbegin(), down.rend());
    for (plan::Step& step : steps_up(context, database, checkout.graph, up)) {
      plan.steps.push_back(std::move(step));
    }
    return plan;
  };
  return run_planned(context, database, planning, undecided, execute::Atomicity::per_revision);
}

}  // namespace dunlin::app
