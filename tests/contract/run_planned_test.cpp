// What `plan` says is what `upgrade` does: over random histories of which a random part was run by
// hand, every statement that reaches the server is one that the plan showed, in its order.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <cstdlib>

#include "app/inspect.h"
#include "base/text.h"
#include "contract/random_history.h"
#include "contract/run_fixture.h"
#include "sql/reader.h"

namespace dunlin::app {
namespace {

// The same histories on every machine; RC_PARAMS in the environment asks for others.
const int kSeeded = setenv("RC_PARAMS", "seed=1 max_success=40 max_size=60", 0);

using Numbers = std::vector<unsigned>;
using Statements = std::vector<std::string>;

/// Revisions of one to three statements, one on top of the other.
std::map<std::string, std::string> revisions_of(const Statements& statements,
                                                test::Choices choices) {
  std::map<std::string, std::string> files;
  std::string parent;
  std::size_t number = 0;
  for (std::size_t i = 0; i < statements.size();) {
    const std::size_t end = std::min(i + 1 + choices.below(3), statements.size());
    std::string text;
    for (; i < end; ++i) text += statements[i] + ";\n";
    const std::string id = fmt::format("r{:03}", ++number);
    files["migrations/" + id + "__x/revision.yaml"] = fmt::format("parents: [{}]\n", parent);
    files["migrations/" + id + "__x/up.sql"] = text;
    parent = id;
  }
  return files;
}

/// A database, and every message that dunlin sends to it.
class Observed {
 public:
  Observed(const Target& target, const std::map<std::string, std::string>& files)
      : target_(target), files_(memory_files(files)) {}

  PlanReport plan() {
    Context own = context();
    return plan_upgrade(own, "head", false, consent());
  }

  void upgrade() {
    sent.clear();
    Context own = context();
    UpgradeRequest request;
    request.create = true;
    request.consent = consent();
    app::upgrade(own, request);
  }

  std::vector<std::string> sent;

 private:
  class Recorder final : public test::ForwardingConnection {
   public:
    Recorder(std::unique_ptr<db::Connection> inner, std::vector<std::string>& sent)
        : ForwardingConnection(std::move(inner)), sent_(sent) {}
    db::Result run(std::string_view sql) override {
      sent_.emplace_back(sql);
      return ForwardingConnection::run(sql);
    }

   private:
    std::vector<std::string>& sent_;
  };

  static Consent consent() {
    Consent consent;
    consent.existing = true;
    return consent;
  }

  Context context() {
    config::GlobalFlags flags;
    flags.url = target_.url();
    ledger::Runner runner;
    runner.run = "run" + std::to_string(++runs_);
    runner.command = "test";
    return Context(*files_, flags, {}, runner, observer_,
                   [this](const config::Url& at, const db::OpenOptions& options) {
                     return std::make_unique<Recorder>(backend_of(at.dialect).open(at, options),
                                                       sent);
                   });
  }

  const Target& target_;
  std::unique_ptr<Files> files_;
  execute::Observer observer_;
  int runs_ = 0;
};

/// The statements that a plan would send, in order.
Statements shown(const plan::Plan& plan) {
  Statements all;
  for (const plan::Step& step : plan.steps) {
    for (std::size_t i = 0; i < step.statements(); ++i) {
      if (step.verdict(i) == plan::Verdict::skip) continue;
      const plan::Judgement& judgement = step.judgements.at(i);
      all.insert(all.end(), judgement.repairs.begin(), judgement.repairs.end());
      all.push_back(judgement.text.value_or(std::string(step.script->statements[i].text)));
    }
  }
  return all;
}

/// Those of the history among all that were sent. What dunlin says for itself names its own tables;
/// what PostgreSQL draws is in other messages than those that are guarded.
Statements done(Dialect dialect, const std::vector<std::string>& sent) {
  Statements all;
  for (const std::string& message : sent) {
    const bool guarded = message.find("dunlin_guard(") != std::string::npos;
    if (dialect == Dialect::postgresql && !guarded) continue;
    for (const sql::Statement& statement : backend_of(dialect).reader().split(message).statements) {
      const std::string text = lower(statement.text);
      const bool ddl = text.starts_with("create") || text.starts_with("alter") ||
                       text.starts_with("drop") || text.starts_with("comment");
      if (ddl && text.find("dunlin") == std::string::npos) all.emplace_back(statement.text);
    }
  }
  return all;
}

class PlannedTest : public testing::TestWithParam<Dialect> {};

TEST_P(PlannedTest, WhatThePlanShowsIsWhatIsSent) {
  Target target(GetParam());
  std::size_t cases = 0;
  std::size_t statements_sent = 0;
  EXPECT_TRUE(rc::check("planned is done", [&] {
    const Numbers chosen = *rc::gen::container<Numbers>(rc::gen::inRange<unsigned>(0, 1000));
    test::Choices choices(chosen);
    const Statements statements = test::random_statements(GetParam(), choices);
    RC_PRE(!statements.empty());
    const std::size_t prefix = *rc::gen::inRange<std::size_t>(0, statements.size() + 1);
    target.empty();
    Observed observed(target, revisions_of(statements, test::Choices(chosen)));
    std::string by_hand = "CREATE TABLE made (i integer); DROP TABLE made;\n";
    for (std::size_t i = 0; i < prefix; ++i) by_hand += statements[i] + ";\n";
    target.make(by_hand);

    const PlanReport report = observed.plan();
    if (report.plan.stops()) return;
    observed.upgrade();

    const Statements wanted = shown(report.plan);
    const Statements actual = done(GetParam(), observed.sent);
    ++cases;
    statements_sent += actual.size();
    if (wanted != actual) {
      RC_FAIL(fmt::format("planned:\n  {}\ndone:\n  {}", fmt::join(wanted, "\n  "),
                          fmt::join(actual, "\n  ")));
    }
    RC_ASSERT(observed.plan().plan.empty());
  }));
  std::cout << "[ planned  ] " << cases << " histories, " << statements_sent << " statements\n";
  EXPECT_GT(statements_sent, cases);
}

INSTANTIATE_TEST_SUITE_P(Databases, PlannedTest,
                         testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& database) { return std::string(name_of(database.param)); });

}  // namespace
}  // namespace dunlin::app
