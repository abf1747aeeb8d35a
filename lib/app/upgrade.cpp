#include "app/upgrade.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/checkout.h"
#include "app/database.h"
#include "app/fast_path.h"
#include "app/kept_plan.h"
#include "app/ledger_view.h"
#include "app/planning.h"
#include "app/policy.h"
#include "app/run.h"
#include "app/stops.h"
#include "plan/route.h"

namespace dunlin::app {

namespace {

using ledger::Snapshot;

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

// What cannot share a transaction cannot be part of one that holds all.
void require_one_transaction(const plan::Plan& plan) {
  for (const plan::Step& step : plan.steps) {
    if (step.segments.size() == 1 && step.segments[0].kind == plan::Segment::Kind::transaction) {
      continue;
    }
    const std::size_t index =
        step.segments[0].kind == plan::Segment::Kind::alone ? 0 : step.segments[1].first;
    const sql::Statement& statement = step.script->statements[index];
    Diagnostic diagnostic;
    diagnostic.code = code::kNeedsNoTransaction;
    diagnostic.message = "this statement would cut the one transaction that --atomic asks for";
    diagnostic.place = place_at(step.script->path, step.script->text.view(), statement.begin);
    diagnostic.excerpt =
        excerpt_at(step.script->text.view(), statement.begin, statement.text.size());
    diagnostic.notes = {"nothing was run"};
    diagnostic.next = {"dunlin upgrade    (a transaction for each revision)"};
    throw Error(diagnostic);
  }
}

bool wants_everything(const std::string& target) { return target == "head" || target == "heads"; }

}  // namespace

plan::Route route_up(const revision::Graph& graph, const revision::AppliedRows& rows,
                     const std::string& target) {
  if (target == "head" && graph.heads().size() > 1) {
    plan::Route route = plan::upgrade_route(graph, rows, revision::parse_target("heads", graph));
    if (route.ids.empty()) return route;
  }
  return plan::upgrade_route(graph, rows, revision::parse_target(target, graph));
}

plan::Plan plan_of(Context& context, Database& database, const Checkout& checkout,
                   const UpgradeRequest& request, const Snapshot& snapshot) {
  const plan::Route route = route_up(checkout.graph, snapshot.rows, request.target);
  require_finished(snapshot.rows);
  require_not_ahead(context, snapshot.rows, route.unknown, policy_of(request, database));
  heed_edits(context, database, checkout.graph, snapshot, !route.ids.empty());
  if (!route.gaps.empty()) {
    if (!request.fill_gaps) throw plan::gap_refusal(checkout.graph, route);
    require_out_of_order(database);
  }
  return {snapshot.basis, steps_up(context, database, checkout.graph, route.ids)};
}

RunReport upgrade(Context& context, const UpgradeRequest& request) {
  std::optional<KeptPlan> kept;
  if (request.plan_file) kept.emplace(context, *request.plan_file);
  const Purpose purpose = request.dry ? Purpose::read : Purpose::change;
  const Creation creation = request.dry      ? Creation::never
                            : request.create ? Creation::wanted
                                             : Creation::configured;
  Database database(context, purpose, creation);
  if (!request.dry && !request.plan_file && wants_everything(request.target) &&
      nothing_to_do(context, database)) {
    RunReport report;
    report.database = database.title();
    report.up_to_date = true;
    return report;
  }
  const Checkout checkout = read_checkout(context);
  const auto planning = [&](const Snapshot& snapshot) {
    plan::Plan plan = plan_of(context, database, checkout, request, snapshot);
    // There is nothing to decide about it.
    if (kept && plan.empty()) kept->require(plan, snapshot, request.target);
    return plan;
  };
  const auto deciding = [&](const Snapshot& snapshot, plan::Plan& plan) {
    decide(context, database, checkout, snapshot, plan, request.consent);
    require_no_stop(plan, request.target);
    if (kept) kept->require(plan, snapshot, request.target);
    if (request.atomic) require_one_transaction(plan);
  };
  if (request.dry) {
    const Snapshot snapshot = database.read();
    plan::Plan plan = planning(snapshot);
    deciding(snapshot, plan);
    return dry_report(database, snapshot, plan);
  }
  return run_planned(context, database, planning, deciding,
                     request.atomic ? execute::Atomicity::all : execute::Atomicity::per_revision);
}

}  // namespace dunlin::app
