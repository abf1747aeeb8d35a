#include "app/upgrade.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/checkout.h"
#include "app/database.h"
#include "app/fast_path.h"
#include "app/ledger_view.h"
#include "app/planning.h"
#include "app/policy.h"
#include "app/run.h"
#include "base/text.h"
#include "plan/route.h"

namespace dunlin::app {

namespace {

using ledger::Snapshot;
using revision::Target;

config::IfAhead policy_of(const UpgradeRequest& request, const Database& database) {
  if (request.if_ahead) return *request.if_ahead;
  const auto& block = database.rules().if_ahead;
  return block ? block->value : request.if_ahead_default;
}

void heed_edits(Context& context, Database& database, const revision::Graph& graph,
                const Snapshot& snapshot, bool pending) {
  const std::vector<EditedRevision> edits = edited(context, database, graph, snapshot.rows);
  if (edits.empty()) return;
  const bool stop = database.rules().edited.value == config::Edited::stop &&
                    (pending || database.rules().is_protected.value);
  if (stop) throw Error(edit_diagnostics(edits, Severity::error));
  for (const Diagnostic& warning : edit_diagnostics(edits, Severity::warning)) {
    context.observer().warned(warning);
  }
}

bool wants_everything(const std::string& target) { return target == "head" || target == "heads"; }

}  // namespace

plan::Plan plan_of(Context& context, Database& database, const Checkout& checkout,
                   const UpgradeRequest& request, const Snapshot& snapshot) {
  const Target target = revision::parse_target(request.target, checkout.graph);
  const plan::Route route = plan::upgrade_route(checkout.graph, snapshot.rows, target);
  require_finished(snapshot.rows);
  require_not_ahead(snapshot.rows, route.unknown, policy_of(request, database));
  heed_edits(context, database, checkout.graph, snapshot, !route.ids.empty());
  if (!route.gaps.empty()) {
    if (!request.fill_gaps) throw plan::gap_refusal(checkout.graph, route);
    require_out_of_order(database);
  }
  return {snapshot.basis, steps_up(context, database, checkout.graph, route.ids)};
}

RunReport upgrade(Context& context, const UpgradeRequest& request) {
  Database database(context, request.dry ? Purpose::read : Purpose::change, request.create);
  if (!request.dry && wants_everything(request.target) && nothing_to_do(context, database)) {
    RunReport report;
    report.database = database.title();
    report.up_to_date = true;
    return report;
  }
  const Checkout checkout = read_checkout(context);
  const auto planning = [&](const Snapshot& snapshot) {
    return plan_of(context, database, checkout, request, snapshot);
  };
  if (request.dry) {
    const Snapshot snapshot = database.absent() ? Snapshot{} : database.ledger().read();
    return dry_report(database, snapshot, planning(snapshot));
  }
  return run_planned(context, database, planning,
                     request.atomic ? execute::Atomicity::all : execute::Atomicity::per_revision);
}

}  // namespace dunlin::app
