#include "app/deciding.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/planning.h"
#include "plan/past.h"

namespace dunlin::app {

namespace {

using plan::Step;
using revision::Direction;

/// What the applied revisions made. Read when somebody asks.
class History {
 public:
  History(Context& context, Database& database, const Checkout& checkout,
          const ledger::Snapshot& snapshot)
      : context_(context), database_(database), checkout_(checkout), snapshot_(snapshot) {}

  bool made(const sql::Element& element) { return past().made(element); }
  bool unsure() { return past().unsure(); }

 private:
  const plan::Past& past() {
    if (!past_) read(past_.emplace());
    return *past_;
  }

  void read(plan::Past& past) {
    for (const revision::Applied& row : snapshot_.rows) {
      const revision::Revision* revision = checkout_.graph.find(row.id);
      if (revision == nullptr) continue;
      const auto script = read_source(context_, database_.backend(), *revision, "up");
      if (!script) continue;
      for (const sql::Statement& statement : script->statements) {
        past.add(database_.backend().reader().facts(statement));
      }
    }
  }

  Context& context_;
  Database& database_;
  const Checkout& checkout_;
  const ledger::Snapshot& snapshot_;
  std::optional<plan::Past> past_;
};

bool truth(const db::Result& result) {
  if (result.rows.empty() || result.rows[0].empty() || !result.rows[0][0]) return false;
  const std::string& value = *result.rows[0][0];
  return value != "f" && value != "false" && value != "0";
}

// In a transaction of its own that is rolled back: the query reads, whatever it says.
std::optional<bool> answer_of(Database& database, const revision::Revision& revision) {
  if (!revision.applied_if) return std::nullopt;
  db::Connection& connection = database.connection();
  connection.run("BEGIN");
  try {
    const bool answer = truth(connection.run(*revision.applied_if));
    connection.run("ROLLBACK");
    return answer;
  } catch (const db::ServerError& error) {
    connection.run("ROLLBACK");
    Diagnostic diagnostic = error.first();
    diagnostic.code = code::kBadRevision;
    diagnostic.message =
        fmt::format("applied_if of revision {} fails: {}", revision.title(), diagnostic.message);
    diagnostic.place = Place{path_in(revision.folder, "revision.yaml"), 0, 0};
    diagnostic.notes = {"nothing was run"};
    throw Error(diagnostic);
  }
}

std::vector<plan::Candidate> candidates_of(std::vector<Step> steps, const Checkout& checkout,
                                           const Consent& consent) {
  std::vector<plan::Candidate> candidates;
  candidates.reserve(steps.size());
  for (Step& step : steps) {
    plan::Candidate candidate;
    candidate.transaction = checkout.graph.at(step.id()).transaction;
    candidate.allowances.data = consent.data;
    candidate.allowances.mixed = consent.mixed || consent.recorded;
    candidate.allowances.recorded = consent.recorded;
    candidate.step = std::move(step);
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

}  // namespace

std::vector<catalog::Drawing> drawn(Database& database, plan::Planner& planner,
                                    const std::vector<catalog::Probe>& probes) {
  if (probes.empty()) return {};
  const inspect::Prober& prober = database.backend().prober();
  std::vector<catalog::Drawing> drawings = prober.draw(database.connection(), probes);
  const std::vector<catalog::Object> disputed = planner.disputed(drawings);
  if (!disputed.empty()) {
    planner.settle(prober.settled(database.connection(), disputed), drawings);
  }
  return drawings;
}

void decide(Context& context, Database& database, const Checkout& checkout,
            const ledger::Snapshot& snapshot, plan::Plan& plan, const Consent& consent) {
  const bool up = std::all_of(plan.steps.begin(), plan.steps.end(),
                              [](const Step& step) { return step.direction == Direction::up; });
  if (plan.steps.empty() || !up || database.absent()) return;
  const Backend& backend = database.backend();
  plan::Planner planner(backend.reader(), candidates_of(std::move(plan.steps), checkout, consent),
                        {snapshot.rows.empty(), consent.existing});
  const auto probes =
      planner.probes(backend.inspector().read(database.connection(), planner.needs()));
  const std::vector<catalog::Drawing> drawings = drawn(database, planner, probes);
  History history(context, database, checkout, snapshot);
  plan::Answers answers{
      [&](const sql::Element& element) { return history.made(element); },
      [&] { return history.unsure(); },
      [&](const Step& step) { return answer_of(database, checkout.graph.at(step.id())); },
      {},
      [&](const sql::Element& element) {
        return backend.inspector().names_beside(database.connection(), element);
      }};
  if (!consent.unchecked) {
    answers.examined = [&](const std::vector<catalog::Check>& checks) {
      return backend.examiner().examine(database.connection(), checks);
    };
  }
  plan.home = planner.home();
  plan.steps = planner.finish(drawings, answers);
  for (const Step& step : plan.steps) require_one_segment(checkout.graph.at(step.id()), step);
}

}  // namespace dunlin::app
