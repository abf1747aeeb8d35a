#include "matrix/trial.h"

#include <algorithm>

#include "catalog/render.h"
#include "plan/past.h"

namespace dunlin::matrix {

namespace {

using sql::Element;

plan::Source source_of(const sql::Reader& reader, const std::string& text) {
  plan::Source source{"sheet", std::make_shared<const std::string>(text), {}};
  source.statements = reader.split(source.text.view()).statements;
  return source;
}

bool any_alone(const sql::Reader& reader, const std::string& text) {
  const plan::Source source = source_of(reader, text);
  return std::any_of(source.statements.begin(), source.statements.end(),
                     [](const sql::Statement& statement) { return statement.alone; });
}

// The setup is what revisions below the route have made.
plan::Past past_of(const sql::Reader& reader, const std::string& setup) {
  plan::Past past;
  const plan::Source source = source_of(reader, setup);
  for (const sql::Statement& statement : source.statements) past.add(reader.facts(statement));
  return past;
}

/// A planner over one migration, asked and answered as an upgrade does it.
class Asking {
 public:
  Asking(const Bench& bench, const Case& made, db::Connection& connection)
      : past_(past_of(bench.reader, made.setup)),
        planner_(bench.reader, candidates(bench.reader, made), {}) {
    const auto probes = planner_.probes(bench.inspector.read(connection, planner_.needs()));
    if (probes.empty()) return;
    drawings_ = bench.prober.draw(connection, probes);
    const auto disputed = planner_.disputed(drawings_);
    if (!disputed.empty()) {
      planner_.settle(bench.prober.settled(connection, disputed), drawings_);
    }
  }

  plan::Step decide() {
    const plan::Answers answers{
        [this](const Element& element) { return past_.made(element); }, {}, {}};
    return planner_.finish(drawings_, answers).front();
  }

  std::vector<plan::Finding> audit() { return planner_.audit(drawings_); }

 private:
  static std::vector<plan::Candidate> candidates(const sql::Reader& reader, const Case& made) {
    std::vector<plan::Candidate> all(1);
    all[0].step.row.id = "r1";
    all[0].step.script = source_of(reader, made.statement);
    return all;
  }

  plan::Past past_;
  plan::Planner planner_;
  std::vector<catalog::Drawing> drawings_;
};

// `run`, or `skip/run` where the actions of a statement fare differently.
std::string word_of(const plan::Judgement& judgement) {
  std::string words;
  bool same = true;
  for (const plan::Decision& decision : judgement.actions) {
    same = same && decision.verdict == judgement.actions.front().verdict;
    words += (words.empty() ? "" : "/") + std::string(name_of(decision.verdict));
  }
  return same ? std::string(name_of(judgement.verdict)) : words;
}

Outcome outcome_of(const plan::Step& step) {
  Outcome outcome;
  for (const plan::Judgement& judgement : step.judgements) {
    outcome.verdicts.push_back(word_of(judgement));
    for (const plan::Decision& decision : judgement.actions) {
      outcome.text +=
          "    " + std::string(name_of(decision.verdict)) + ": " + decision.reason + "\n";
      if (decision.obstacle != plan::Obstacle::none) {
        outcome.obstacles.emplace(name_of(decision.obstacle));
      }
      for (const plan::Difference& difference : decision.differences) {
        outcome.text += "      " + catalog::text_of(difference, "public") + "\n";
      }
    }
  }
  return outcome;
}

// What is not to be run leads nowhere.
bool ends_before(const Case& made) {
  const std::vector<std::string>& words = made.before.expected.verdicts;
  return made.elsewhere || std::find(words.begin(), words.end(), "stop") != words.end();
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

}  // namespace

bool Outcome::meets(const Expectation& expected) const {
  const bool one = expected.verdicts.size() == 1;
  const bool same = one ? std::all_of(verdicts.begin(), verdicts.end(),
                                      [&](const auto& v) { return v == expected.verdicts[0]; })
                        : verdicts == expected.verdicts;
  const bool stopped = expected.obstacle.empty() || obstacles.count(expected.obstacle) != 0;
  return same && stopped && text.find(expected.says) != std::string::npos;
}

std::vector<Miss> Trial::run(const Case& made) {
  misses_.clear();
  try {
    if (any_alone(bench_.reader, made.statement)) {
      apart(made, *bench_.open());
    } else {
      in_transaction(made, shared_);
    }
  } catch (const Error& error) {
    misses_.push_back({made.line, std::string("an error: ") + error.what()});
  }
  if (shared_.transaction() != db::Transaction::none) shared_.run("ROLLBACK");
  return std::move(misses_);
}

void Trial::in_transaction(const Case& made, db::Connection& connection) {
  connection.run("BEGIN");
  if (!made.setup.empty()) connection.run(made.setup);
  expect(made.before, made, connection);
  if (ends_before(made)) return;
  apply(made.statement, connection);
  expect(made.again, made, connection);
  expect_no_findings(made, connection);
  for (const State& state : made.others) {
    connection.run("SAVEPOINT state");
    try {
      apply(state.sql, connection);
      expect(state, made, connection);
    } catch (const db::ServerError& error) {
      misses_.push_back({state.line, std::string("an error: ") + error.what()});
    }
    connection.run("ROLLBACK TO SAVEPOINT state");
  }
}

void Trial::apart(const Case& made, db::Connection& connection) {
  if (!made.setup.empty()) apply(made.setup, connection);
  expect(made.before, made, connection);
  if (ends_before(made)) return;
  apply(made.statement, connection);
  expect(made.again, made, connection);
  expect_no_findings(made, connection);
  for (const State& state : made.others) {
    const bool alone = any_alone(bench_.reader, state.sql);
    if (!alone) connection.run("BEGIN");
    apply(state.sql, connection);
    expect(state, made, connection);
    if (!alone) connection.run("ROLLBACK");
  }
}

void Trial::apply(const std::string& sql, db::Connection& connection) const {
  const plan::Source source = source_of(bench_.reader, sql);
  for (const sql::Statement& statement : source.statements) {
    if (statement.has_data) {
      connection.copy_in(statement.text, statement.data);
    } else {
      connection.run(statement.text);
    }
  }
  if (!bench_.afresh.empty()) connection.run(bench_.afresh);
}

void Trial::expect(const State& state, const Case& made, db::Connection& connection) {
  ++rows_;
  const Outcome outcome = outcome_of(Asking(bench_, made, connection).decide());
  if (outcome.meets(state.expected)) return;
  std::string message = state.name + ": expected " + joined(state.expected.verdicts);
  if (!state.expected.obstacle.empty()) message += " " + state.expected.obstacle;
  if (!state.expected.says.empty()) message += ": " + state.expected.says;
  message += "\n  decided " + joined(outcome.verdicts);
  for (const std::string& obstacle : outcome.obstacles) message += " " + obstacle;
  misses_.push_back({state.line != 0 ? state.line : made.line, message + "\n" + outcome.text});
}

// What ran and was touched by nobody is no drift either.
void Trial::expect_no_findings(const Case& made, db::Connection& connection) {
  if (made.again.expected.verdicts != std::vector<std::string>{"skip"}) return;
  for (const plan::Finding& finding : Asking(bench_, made, connection).audit()) {
    std::string message =
        "audit: " + std::string(name_of(finding.obstacle)) + ": " + finding.reason;
    for (const plan::Difference& difference : finding.differences) {
      message += "\n      " + catalog::text_of(difference, "public");
    }
    misses_.push_back({made.line, message});
  }
}

}  // namespace dunlin::matrix
