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
#include "plan/manifest.h"
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
    diagnostic.place = place_at(step.script->path, *step.script->text, statement.begin);
    diagnostic.excerpt = excerpt_at(*step.script->text, statement.begin, statement.text.size());
    diagnostic.notes = {"nothing was run"};
    diagnostic.next = {"dunlin upgrade    (a transaction for each revision)"};
    throw Error(diagnostic);
  }
}

std::optional<std::string> kept_plan(Context& context, const UpgradeRequest& request) {
  if (!request.plan_file) return std::nullopt;
  if (auto text = context.files().read(*request.plan_file)) return text;
  throw with_next(Error(code::kUnreadable, fmt::format("no plan at '{}'", *request.plan_file)),
                  fmt::format("dunlin plan --out {}", *request.plan_file));
}

void require_same(const std::string& file, const std::string& kept, const plan::Plan& plan) {
  const auto difference = plan::difference_of(kept, plan::manifest_of(plan));
  if (!difference) return;
  Diagnostic diagnostic;
  diagnostic.code = code::kOtherPlan;
  diagnostic.message = fmt::format("what would run now is not the plan kept in '{}'", file);
  diagnostic.notes = {fmt::format("kept: {}", difference->kept),
                      fmt::format("now:  {}", difference->now), "nothing was run"};
  diagnostic.next = {fmt::format("dunlin plan --out {}    (look at it, and keep it anew)", file)};
  throw Error(diagnostic);
}

bool wants_everything(const std::string& target) { return target == "head" || target == "heads"; }

}  // namespace

plan::Plan plan_of(Context& context, Database& database, const Checkout& checkout,
                   const UpgradeRequest& request, const Snapshot& snapshot) {
  const Target target = revision::parse_target(request.target, checkout.graph);
  const plan::Route route = plan::upgrade_route(checkout.graph, snapshot.rows, target);
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
  const auto kept = kept_plan(context, request);
  const auto planning = [&](const Snapshot& snapshot) {
    return plan_of(context, database, checkout, request, snapshot);
  };
  const auto deciding = [&](const Snapshot& snapshot, plan::Plan& plan) {
    decide(context, database, checkout, snapshot, plan, request.consent);
    require_no_stop(plan);
    if (kept) require_same(*request.plan_file, *kept, plan);
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
