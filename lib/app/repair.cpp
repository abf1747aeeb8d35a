#include "app/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "app/checkout.h"
#include "app/database.h"
#include "app/deciding.h"
#include "app/ledger_view.h"
#include "app/planning.h"
#include "app/policy.h"
#include "app/run.h"
#include "app/stops.h"
#include "base/text.h"
#include "plan/route.h"
#include "plan/segments.h"
#include "revision/coverage.h"
#include "revision/resolve.h"

namespace dunlin::app {

namespace {

using ledger::Snapshot;
using revision::Applied;
using revision::Id;

/// Writes to the ledger inside the transaction of change_ledger, moving the basis with each write.
class Writer {
 public:
  Writer(Context& context, Database& database, const Snapshot& snapshot)
      : context_(context), database_(database), basis_(snapshot.basis) {}

  void record(Applied row, std::string_view outcome, const std::string& reason) {
    row.origin = revision::Origin::stamped;
    write({database_.ledger().erase(row.id), database_.ledger().record(row, basis_, 0),
           event(row.id, outcome, reason)});
  }

  void forget(const Id& id, std::string_view outcome, const std::string& reason) {
    write({database_.ledger().erase(id), database_.ledger().forget_journal(id),
           event(id, outcome, reason)});
  }

  void accept(const Id& id, const Checksums& checksums, const std::string& reason) {
    write({database_.ledger().accept(id, checksums.raw, checksums.token),
           event(id, "accepted", reason)});
  }

 private:
  std::string event(const Id& id, std::string_view outcome, const std::string& reason) {
    ledger::Event event;
    event.runner = context_.runner();
    event.revision = id;
    event.outcome = outcome;
    event.error = reason;
    return database_.ledger().note(event, basis_, 0);
  }

  void write(ledger::Statements statements) {
    statements.insert(statements.begin(), database_.ledger().guard(basis_));
    database_.connection().run(ledger::joined(statements));
    basis_ = ledger::Ledger::after(basis_);
  }

  Context& context_;
  Database& database_;
  revision::Basis basis_;
};

const Applied* find_row(const Snapshot& snapshot, const Id& id) {
  const auto found = std::find_if(snapshot.rows.begin(), snapshot.rows.end(),
                                  [&](const Applied& row) { return row.id == id; });
  return found == snapshot.rows.end() ? nullptr : &*found;
}

/// What a stamp would write and remove.
struct Stamping {
  std::vector<Id> record;
  std::vector<Id> forget;
};

Stamping stamping_of(const revision::Graph& graph, const Snapshot& snapshot,
                     const StampRequest& request) {
  std::vector<Id> applied_ids;
  for (const Applied& row : snapshot.rows) applied_ids.push_back(row.id);
  const revision::Selection applied = graph.selection(applied_ids);
  const auto targets =
      revision::resolve(graph, applied, revision::parse_target(request.target, graph));
  revision::Selection wanted = graph.none();
  for (const std::size_t index : targets) wanted[index] = true;
  const revision::Selection above = graph.descendants(wanted);
  const revision::Selection below = graph.ancestors(wanted);
  Stamping stamping;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const Id& id = graph[i].id;
    const Applied* row = find_row(snapshot, id);
    const bool settled = row != nullptr && row->state == revision::State::applied;
    if (below[i]) {
      if (!settled) stamping.record.push_back(id);
    } else if (row != nullptr && (above[i] || targets.empty() || request.purge)) {
      stamping.forget.push_back(id);
    }
  }
  for (const Applied& row : snapshot.rows) {
    if (request.purge && !graph.contains(row.id)) stamping.forget.push_back(row.id);
  }
  std::reverse(stamping.forget.begin(), stamping.forget.end());
  return stamping;
}

std::vector<Id> named(const revision::Graph& graph, const Snapshot& snapshot,
                      const std::vector<std::string>& targets) {
  const revision::Graph known = plan::graph_with_rows(graph, snapshot.rows);
  std::vector<Id> applied;
  for (const Applied& row : snapshot.rows) applied.push_back(row.id);
  const revision::Selection selection = known.selection(applied);
  std::vector<Id> ids;
  for (const std::string& target : targets) {
    for (Id& id : revision::resolved(known, selection, revision::parse_target(target, known))) {
      ids.push_back(std::move(id));
    }
  }
  return ids;
}

const Applied& required_row(const Snapshot& snapshot, const Id& id) {
  if (const Applied* row = find_row(snapshot, id)) return *row;
  throw with_next(Error(code::kNotApplied,
                        fmt::format("revision {} is not in the ledger of this database", id)),
                  "dunlin status");
}

void require_not_applied(const Snapshot& snapshot, const revision::Revision& revision) {
  const Applied* row = find_row(snapshot, revision.id);
  if (row == nullptr || row->state != revision::State::applied) return;
  throw with_next(with_note(Error(code::kAlreadyApplied,
                                  fmt::format("revision {} is applied already", revision.title())),
                            "nothing was changed"),
                  "dunlin status");
}

// A gap is run over by hand, never made in silence.
void require_no_gap(const revision::Graph& graph, const Snapshot& snapshot,
                    const revision::Selection& chosen) {
  const revision::Coverage coverage(graph, snapshot.rows);
  revision::Selection missing = graph.ancestors(chosen);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    missing[i] = missing[i] && !chosen[i] && !coverage.applied()[i];
  }
  const std::vector<Id> ids = graph.ids(missing);
  if (ids.empty()) return;
  const std::vector<Id> wanted = graph.ids(chosen);
  const std::string what = listed(wanted);
  Error error(code::kGap,
              fmt::format("{} {} on {} not applied: to record it alone would leave a gap", what,
                          wanted.size() == 1 ? "stands" : "stand",
                          counted(ids.size(), "revision that is", "revisions that are")));
  for (const Id& id : ids) error.first().notes.push_back(graph.at(id).title());
  error.first().notes.emplace_back("nothing was changed");
  for (const Id& id : graph.ids(graph.maximal(missing))) {
    error.first().next.push_back(fmt::format("dunlin upgrade {}  (runs what is missing)", id));
  }
  for (const Id& id : graph.ids(graph.maximal(chosen))) {
    error.first().next.push_back(
        fmt::format("dunlin stamp {}  (when all of it, and all below it, is there)", id));
  }
  throw error;
}

// The same from above: what is applied stands on what would be forgotten.
void require_nothing_on_top(const revision::Graph& graph, const Snapshot& snapshot,
                            const revision::Selection& chosen) {
  const revision::Coverage coverage(graph, snapshot.rows);
  revision::Selection standing = graph.descendants(chosen);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    standing[i] = standing[i] && !chosen[i] && coverage.applied()[i];
  }
  const std::vector<Id> ids = graph.ids(standing);
  if (ids.empty()) return;
  const std::vector<Id> wanted = graph.ids(chosen);
  Error error(code::kGap, fmt::format("{} on {}: to forget it alone would leave a gap",
                                      ids.size() == 1 ? "an applied revision stands"
                                                      : "applied revisions stand",
                                      listed(wanted)));
  for (const Id& id : ids) error.first().notes.push_back(graph.at(id).title());
  error.first().notes.emplace_back("nothing was changed");
  error.first().next = {
      fmt::format("dunlin resolve --retry {}    (runs what of it is missing)", wanted.front()),
      "or name those as well, when nothing of them is there either"};
  throw error;
}

// The revisions that the request names, in the order to settle them. Throws what forbids it.
std::vector<Id> settled_by(const ResolveRequest& request, const Checkout& checkout,
                           const Snapshot& snapshot) {
  std::vector<Id> ids = named(checkout.graph, snapshot, request.revisions);
  for (const Id& id : ids) {
    if (request.resolution != Resolution::rolled_back) checkout.graph.at(id);
    if (request.resolution != Resolution::applied) {
      required_row(snapshot, id);
    } else {
      require_not_applied(snapshot, checkout.graph.at(id));
    }
  }
  const revision::Selection chosen = checkout.graph.selection(ids);
  if (request.resolution == Resolution::rolled_back) {
    require_nothing_on_top(checkout.graph, snapshot, chosen);
  }
  if (request.resolution != Resolution::applied) return ids;
  require_no_gap(checkout.graph, snapshot, chosen);
  return checkout.graph.ids(chosen);
}

void settle(Context& context, Database& database, const Checkout& checkout,
            const ResolveRequest& request, const Snapshot& snapshot, ResolveReport& report) {
  report.revisions = settled_by(request, checkout, snapshot);
  Writer writer(context, database, snapshot);
  for (const Id& id : report.revisions) {
    if (request.resolution == Resolution::rolled_back) {
      writer.forget(id, "rolled_back", request.reason);
      continue;
    }
    const revision::Revision& revision = checkout.graph.at(id);
    const auto up = read_source(context, database.backend(), revision, "up");
    if (request.resolution == Resolution::accept) {
      writer.accept(id, checksums_of(database.backend(), up), request.reason);
    } else {
      writer.record(row_of(context, database, revision, up), "resolved", request.reason);
    }
  }
}

// An unfinished revision goes on behind the statements that are recorded as done.
plan::Step retried(Context& context, Database& database, const Checkout& checkout,
                   const Applied& row) {
  const revision::Revision& revision = checkout.graph.at(row.id);
  const bool up = row.direction == revision::Direction::up;
  plan::Step step;
  step.direction = row.direction;
  step.script = read_source(context, database.backend(), revision, up ? "up" : "down");
  if (up) step.verify = read_source(context, database.backend(), revision, "verify");
  step.verify_mode = revision.verify;
  const auto script = up ? step.script : read_source(context, database.backend(), revision, "up");
  step.row = row_of(context, database, revision, script);
  step.row.sequence = row.sequence;
  step.resume = row.statements_done;
  step.timeouts = timeouts_of(database, revision);
  static const std::vector<sql::Statement> kNone;
  step.segments = plan::segments_of(step.script ? step.script->statements : kNone,
                                    revision.transaction, step.resume);
  return step;
}

// An applied revision whose file was mended: it runs again as far as it is not there.
plan::Step repeated(Context& context, Database& database, const Checkout& checkout, const Id& id) {
  plan::Step step = std::move(steps_up(context, database, checkout.graph, {id}).front());
  step.recorded = true;
  return step;
}

RunReport retry(Context& context, Database& database, const Checkout& checkout,
                const ResolveRequest& request) {
  const auto planning = [&](const Snapshot& snapshot) {
    plan::Plan plan{snapshot.basis, {}};
    for (const Id& id : named(checkout.graph, snapshot, request.revisions)) {
      const Applied& row = required_row(snapshot, id);
      if (row.state == revision::State::applied) {
        plan.steps.push_back(repeated(context, database, checkout, id));
      } else {
        plan.steps.push_back(retried(context, database, checkout, row));
      }
    }
    return plan;
  };
  // What the ledger says is applied is compared with what is there, and only the rest is run.
  const auto deciding = [&](const Snapshot& snapshot, plan::Plan& plan) {
    Consent consent;
    consent.existing = true;
    consent.recorded = true;
    // The user names the revision, and has no flag here to overrule a check that is wrong.
    consent.unchecked = true;
    std::vector<plan::Step> unfinished;
    for (plan::Step& step : plan.steps) {
      const bool applied = required_row(snapshot, step.id()).state == revision::State::applied;
      if (!applied) unfinished.push_back(std::move(step));
    }
    std::erase_if(plan.steps, [](const plan::Step& step) { return step.row.id.empty(); });
    decide(context, database, checkout, snapshot, plan, consent);
    require_no_stop(plan, {});
    // Nothing missing and nothing edited: the ledger says so already.
    std::erase_if(plan.steps, [&](plan::Step& step) {
      const Applied& row = required_row(snapshot, step.id());
      step.row.origin = row.origin;
      step.row.sequence = row.sequence;  // what stands on it was applied after it
      return step.satisfied() && step.row.token_checksum == row.token_checksum;
    });
    std::move(unfinished.begin(), unfinished.end(), std::back_inserter(plan.steps));
  };
  return run_planned(context, database, planning, deciding, execute::Atomicity::per_revision);
}

}  // namespace

StampReport stamp(Context& context, const StampRequest& request) {
  Database database(context, Purpose::change);
  const Checkout checkout = read_checkout(context);
  StampReport report{database.title(), {}, {}};
  const Snapshot seen = database.read();
  database.heed(seen.claim);
  const Stamping planned = stamping_of(checkout.graph, seen, request);
  report.recorded = planned.record;
  report.forgotten = planned.forget;
  if (request.dry || (planned.record.empty() && planned.forget.empty() && seen.exists)) {
    return report;
  }
  require_name(database, "stamp", request.confirmed);
  change_ledger(context, database, [&](const Snapshot& snapshot) {
    const Stamping stamping = stamping_of(checkout.graph, snapshot, request);
    Writer writer(context, database, snapshot);
    for (const Id& id : stamping.forget) writer.forget(id, "unstamped", {});
    for (const Id& id : stamping.record) {
      const revision::Revision& revision = checkout.graph.at(id);
      const auto up = read_source(context, database.backend(), revision, "up");
      writer.record(row_of(context, database, revision, up), "stamped", {});
    }
    report.recorded = stamping.record;
    report.forgotten = stamping.forget;
  });
  return report;
}

ResolveReport resolve(Context& context, const ResolveRequest& request) {
  Database database(context, Purpose::change);
  const Checkout checkout = read_checkout(context);
  ResolveReport report;
  report.database = database.title();
  const Snapshot seen = database.read();
  database.heed(seen.claim);
  require_name(database, "resolve", request.confirmed);
  if (request.resolution == Resolution::retry) {
    RunReport run = retry(context, database, checkout, request);
    report.steps = std::move(run.steps);
    for (const StepReport& step : report.steps) report.revisions.push_back(step.id);
    return report;
  }
  settled_by(request, checkout, seen);  // a refusal makes no ledger
  change_ledger(context, database, [&](const Snapshot& snapshot) {
    settle(context, database, checkout, request, snapshot, report);
  });
  return report;
}

}  // namespace dunlin::app
