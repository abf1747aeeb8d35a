#include "app/deciding.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/planning.h"
#include "base/text.h"
#include "catalog/render.h"
#include "plan/past.h"

namespace dunlin::app {

namespace {

using plan::Decision;
using plan::Obstacle;
using plan::Step;
using plan::Verdict;
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

// ---- what stops a plan, in words
// ------------------------------------------------------------------

const Code& code_of(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::missing:
      return code::kMissingObject;
    case Obstacle::mixed:
      return code::kMixedState;
    case Obstacle::data:
      return code::kDataUnknown;
    case Obstacle::incomparable:
      return code::kIncomparable;
    case Obstacle::already_there:
      return code::kAlreadyThere;
    case Obstacle::fails:
      return code::kWouldFail;
    case Obstacle::forbidden:
      return code::kForbidden;
    default:
      return code::kDrift;
  }
}

std::vector<std::string> next_of(Obstacle obstacle, const std::string& id) {
  const std::string applied =
      fmt::format("when the database is right: dunlin resolve --applied {} --reason \"...\"", id);
  switch (obstacle) {
    case Obstacle::mixed:
      return {"dunlin plan    (shows what is there, statement by statement)",
              "dunlin upgrade --accept-mixed    (runs exactly what is missing)"};
    case Obstacle::data:
      return {"dunlin upgrade --run-data     (they were not done)",
              "dunlin upgrade --skip-data    (they were done by hand)",
              "or write applied_if into revision.yaml: a query that tells"};
    case Obstacle::already_there:
      return {"dunlin stamp REVISION    (another tool or hand applied up to there)",
              "dunlin upgrade --accept-existing    (decides statement by statement)"};
    case Obstacle::fails:
      return {"mend the rows or the revision, then: dunlin upgrade",
              "dunlin upgrade --no-preflight    (lets the server try)"};
    case Obstacle::forbidden:
      return {"connect as a role that may, or let its owner grant it, then: dunlin upgrade",
              "dunlin upgrade --no-preflight    (lets the server try)"};
    default:
      return {fmt::format("dunlin plan {} --explain", id), applied};
  }
}

Diagnostic diagnostic_of(const Step& step, std::size_t index, const Decision& decision,
                         const std::string& home) {
  const sql::Statement& statement = step.script->statements[index];
  Diagnostic diagnostic;
  diagnostic.code = code_of(decision.obstacle);
  diagnostic.message = decision.reason;
  diagnostic.place = place_at(step.script->path, *step.script->text, statement.begin);
  diagnostic.excerpt = excerpt_at(*step.script->text, statement.begin, statement.text.size());
  diagnostic.statement = index + 1;
  for (const plan::Difference& difference : decision.differences) {
    diagnostic.notes.push_back(catalog::text_of(difference, home));
  }
  return diagnostic;
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
      {}};
  if (!consent.unchecked) {
    answers.examined = [&](const std::vector<catalog::Check>& checks) {
      return backend.examiner().examine(database.connection(), checks);
    };
  }
  plan.home = planner.home();
  plan.steps = planner.finish(drawings, answers);
  for (const Step& step : plan.steps) require_one_segment(checkout.graph.at(step.id()), step);
}

void require_no_stop(const plan::Plan& plan) {
  std::vector<Diagnostic> stops;
  for (const Step& step : plan.steps) {
    for (std::size_t i = 0; i < step.judgements.size(); ++i) {
      for (const Decision& decision : step.judgements[i].actions) {
        if (decision.verdict != Verdict::stop) continue;
        stops.push_back(diagnostic_of(step, i, decision, plan.home));
        const bool first = stops.size() == 1;
        const bool other = !first && stops[stops.size() - 2].code == stops.back().code;
        if (first || !other) stops.back().next = next_of(decision.obstacle, step.id());
      }
    }
  }
  if (stops.empty()) return;
  stops.front().notes.emplace_back("nothing was run");
  throw Error(std::move(stops));
}

}  // namespace dunlin::app
