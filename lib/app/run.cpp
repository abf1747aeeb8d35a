#include "app/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include "app/ledger_view.h"
#include "execute/lock.h"

namespace dunlin::app {

namespace {

using ledger::Snapshot;

// Another runner that moves on makes our plan stale; each time, somebody got something done.
constexpr int kMostPlans = 10'000;

// Work inside a transaction that is rolled back when it throws.
template <class Work>
void in_transaction(Database& database, execute::Session& session, Work work) {
  execute::begin(session);
  try {
    work();
  } catch (...) {
    if (database.connection().transaction() != db::Transaction::none) {
      database.connection().run("ROLLBACK");
    }
    throw;
  }
  execute::commit(session);
}

void write_claim(Context& context, Database& database, const ledger::Snapshot& snapshot) {
  ledger::Ledger& ledger = database.ledger();
  ledger::Event event;
  event.runner = context.runner();
  event.outcome = "claimed";
  if (snapshot.claim) event.error = fmt::format("before: {}", snapshot.claim->environment);
  ledger::Statements statements{ledger.guard(snapshot.basis)};
  for (std::string& statement :
       ledger.set_claim({*database.name(), database.rules().is_protected.value})) {
    statements.push_back(std::move(statement));
  }
  statements.push_back(ledger.note(event, snapshot.basis, 0));
  database.connection().run(ledger::joined(statements));
}

// The bootstrap and the claim in one transaction; afterwards the basis is ours.
Snapshot prepare(Context& context, Database& database, execute::Session& session) {
  in_transaction(database, session, [&] {
    ledger::Ledger& ledger = database.ledger();
    ledger.bootstrap();
    if (session.discipline.locks_session()) ledger.take(context.runner());
    const Snapshot snapshot = ledger.read();
    if (database.heed(snapshot.claim)) write_claim(context, database, snapshot);
  });
  return database.ledger().read();
}

// What the rows will be once the plan has run.
revision::AppliedRows after(revision::AppliedRows rows, const plan::Plan& plan) {
  std::unordered_map<std::string_view, const plan::Step*> last;
  for (const plan::Step& step : plan.steps) last[step.id()] = &step;
  std::erase_if(rows, [&](const revision::Applied& row) { return last.contains(row.id); });
  for (const plan::Step& step : plan.steps) {
    const bool stays = step.direction == revision::Direction::up && last.at(step.id()) == &step;
    if (stays) rows.push_back(step.row);
  }
  return rows;
}

// A target like +2 was meant from where the first plan stood: what a later one adds behind that is
// more than was asked for.
void keep_to(std::set<revision::Id>& meant, bool first, plan::Plan& plan) {
  if (first) {
    for (const plan::Step& step : plan.steps) meant.insert(step.id());
  }
  while (!plan.empty() && !meant.contains(plan.steps.back().id())) plan.steps.pop_back();
}

[[noreturn]] void keeps_moving() {
  throw with_next(Error(code::kKeepsMoving, "the ledger changed again and again while planning"),
                  "run the same command again");
}

}  // namespace

StepReport report_of(const plan::Step& step) {
  StepReport report;
  report.id = step.id();
  report.slug = step.row.slug;
  report.direction = step.direction;
  report.statements = step.written();
  for (std::size_t i = 0; i < step.judgements.size(); ++i) {
    if (step.verdict(i) == plan::Verdict::skip) report.skipped += step.weight(i);
  }
  report.satisfied = step.satisfied() && step.statements() > 0;
  return report;
}

RunReport dry_report(Database& database, const Snapshot& snapshot, const plan::Plan& plan) {
  RunReport report;
  report.database = database.title();
  report.before = tips(snapshot.rows);
  report.after = tips(after(snapshot.rows, plan));
  for (const plan::Step& step : plan.steps) report.steps.push_back(report_of(step));
  report.up_to_date = plan.empty();
  report.dry = true;
  return report;
}

namespace {

// Applies plans until one is done, and tells what came of it.
RunReport apply_planned(Context& context, Database& database, execute::Session& session,
                        const Planning& planning, const Deciding& deciding,
                        execute::Atomicity atomicity) {
  execute::RunLock lock(session);
  Snapshot snapshot = prepare(context, database, session);
  const std::vector<revision::Id> before = tips(snapshot.rows);
  execute::Doubt doubt = execute::Doubt::look;
  std::set<revision::Id> meant;
  for (int plans = 0; plans < kMostPlans; ++plans) {
    plan::Plan plan = planning(snapshot);
    keep_to(meant, plans == 0, plan);
    plan.basis = snapshot.basis;
    plan.schema_version = execute::schema_version(session);  // before it is read
    deciding(snapshot, plan);
    RunReport report = dry_report(database, snapshot, plan);
    report.dry = false;
    report.before = before;
    if (plan.empty()) return report;
    context.observer().planned(plan);
    const execute::Outcome outcome = execute::apply(session, plan, atomicity, doubt);
    if (outcome == execute::Outcome::done) return report;
    // Once: what is still in the way after another look is the revision's own doing.
    if (outcome == execute::Outcome::overtaken) doubt = execute::Doubt::report;
    context.observer().planning_again();
    snapshot = session.discipline.locks_session() ? prepare(context, database, session)
                                                  : database.ledger().read();
  }
  keeps_moving();
}

}  // namespace

RunReport run_planned(Context& context, Database& database, const Planning& planning,
                      const Deciding& deciding, execute::Atomicity atomicity) {
  const Snapshot snapshot = database.ledger().read();
  const bool claims = database.heed(snapshot.claim);
  const plan::Plan first = planning(snapshot);
  if (first.empty() && !claims) {
    RunReport report = dry_report(database, snapshot, first);
    report.dry = false;
    return report;
  }
  execute::Session session = database.session();
  return apply_planned(context, database, session, planning, deciding, atomicity);
}

void change_ledger(Context& context, Database& database,
                   const std::function<void(const Snapshot&)>& work) {
  execute::Session session = database.session();
  execute::RunLock lock(session);
  prepare(context, database, session);
  in_transaction(database, session, [&] { work(database.ledger().read()); });
}

}  // namespace dunlin::app
