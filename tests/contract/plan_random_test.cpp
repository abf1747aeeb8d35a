// What the planner promises about any history, tried on random ones on live databases.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>

#include "base/text.h"
#include "catalog/difference.h"
#include "catalog/render.h"
#include "config/url.h"
#include "contract/random_history.h"
#include "db/postgres/open.h"
#include "db/sqlite/open.h"
#include "inspect/postgres/inspector.h"
#include "inspect/postgres/prober.h"
#include "inspect/sqlite/inspector.h"
#include "inspect/sqlite/prober.h"
#include "plan/planner.h"
#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"
#include "support/postgres_cluster.h"

namespace dunlin {
namespace {

// The same histories on every machine; RC_PARAMS in the environment asks for others.
const int kSeeded = setenv("RC_PARAMS", "seed=1 max_success=60 max_size=80", 0);

using test::Choices;
using Statements = std::vector<std::string>;

/// One session with an empty database. What a trial does to it is rolled back.
struct Live {
  Dialect dialect;
  const sql::Reader& reader;
  const inspect::Inspector& inspector;
  const inspect::Prober& prober;
  std::unique_ptr<db::Connection> connection;

  void begin() { connection->run("BEGIN"); }
  void roll_back() { connection->run("ROLLBACK"); }
  void run(const std::string& statement, const std::string& context = {}) {
    try {
      connection->run(statement);
    } catch (const db::ServerError& error) {
      RC_FAIL(fmt::format("{}: {}\n{}", statement, error.what(), context));
    }
  }
  catalog::Catalog all() { return inspector.read_all(*connection); }
};

/// Statements in revisions of one to three.
std::vector<plan::Candidate> candidates(const Live& live, const Statements& statements,
                                        Choices choices) {
  std::vector<plan::Candidate> all;
  for (std::size_t i = 0; i < statements.size();) {
    const std::size_t count = std::min(1 + choices.below(3), statements.size() - i);
    std::string text;
    for (std::size_t end = i + count; i < end; ++i) text += statements[i] + ";\n";
    plan::Candidate& candidate = all.emplace_back();
    candidate.step.row.id = fmt::format("r{}", all.size());
    candidate.step.script =
        plan::Source{candidate.step.row.id, std::make_shared<const std::string>(text), {}};
    candidate.step.script->statements =
        live.reader.split(candidate.step.script->text.view()).statements;
  }
  return all;
}

/// What an upgrade with an empty ledger and --accept-existing decides.
std::vector<plan::Step> decided(Live& live, const Statements& statements, const Choices& choices) {
  plan::Planner planner(live.reader, candidates(live, statements, choices), {true, true});
  const auto probes = planner.probes(live.inspector.read(*live.connection, planner.needs()));
  std::vector<catalog::Drawing> drawings;
  if (!probes.empty()) {
    drawings = live.prober.draw(*live.connection, probes);
    const auto disputed = planner.disputed(drawings);
    if (!disputed.empty()) {
      planner.settle(live.prober.settled(*live.connection, disputed), drawings);
    }
  }
  return planner.finish(drawings, {[](const sql::Element&) { return false; }, {}, {}});
}

std::string text_of(const std::vector<plan::Step>& steps) {
  std::string text;
  for (const plan::Step& step : steps) {
    for (std::size_t i = 0; i < step.judgements.size(); ++i) {
      text += fmt::format("{}: {}\n", step.id(), step.script->statements[i].text);
      for (const plan::Decision& decision : step.judgements[i].actions) {
        text += fmt::format("    {}: {}\n", name_of(decision.verdict), decision.reason);
        for (const plan::Difference& difference : decision.differences) {
          text += "      " + catalog::text_of(difference, "") + "\n";
        }
      }
    }
  }
  return text;
}

template <class Predicate>
bool any(const std::vector<plan::Step>& steps, Predicate holds) {
  return std::any_of(steps.begin(), steps.end(), [&](const plan::Step& step) {
    return std::any_of(step.judgements.begin(), step.judgements.end(), holds);
  });
}

bool stops(const plan::Judgement& judgement) { return judgement.verdict == plan::Verdict::stop; }
bool acts(const plan::Judgement& judgement) { return judgement.verdict != plan::Verdict::skip; }

/// What the route makes and takes away again may as well not have run.
bool ties(const plan::Judgement& judgement) {
  return std::all_of(judgement.actions.begin(), judgement.actions.end(), [](const auto& decision) {
    return decision.reason.find("is dropped again later") != std::string::npos ||
           decision.reason.find("is made earlier on the route") != std::string::npos ||
           decision.reason.find("before it and behind it") != std::string::npos;
  });
}

void execute(Live& live, const std::vector<plan::Step>& steps) {
  for (const plan::Step& step : steps) {
    for (std::size_t i = 0; i < step.judgements.size(); ++i) {
      const plan::Judgement& judgement = step.judgements[i];
      if (!acts(judgement)) continue;
      for (const std::string& repair : judgement.repairs) live.run(repair);
      live.run(judgement.text.value_or(std::string(step.script->statements[i].text)),
               text_of(steps));
    }
  }
}

std::string differences_of(const catalog::Catalog& wanted, const catalog::Catalog& actual) {
  std::string text;
  for (const catalog::Difference& difference : catalog::differences(wanted, actual)) {
    text += catalog::text_of(difference, "") + "\n";
  }
  return text;
}

using Numbers = std::vector<unsigned>;

rc::Gen<Numbers> numbers() {
  return rc::gen::container<Numbers>(rc::gen::inRange<unsigned>(0, 1000));
}

class PlanRandomTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == Dialect::sqlite) {
      live_ = std::unique_ptr<Live>(
          new Live{GetParam(), sql::sqlite::reader(), inspect::sqlite::inspector(),
                   inspect::sqlite::prober(),
                   db::sqlite::open(config::parse_url("sqlite:///:memory:"), {.create = true})});
    } else {
      database_.emplace(test::PostgresServer::shared().database());
      live_ = std::unique_ptr<Live>(
          new Live{GetParam(), sql::postgres::reader(), inspect::postgres::inspector(),
                   inspect::postgres::prober(),
                   db::postgres::open(config::parse_url(database_->url()), {})});
      live_->run("SET client_min_messages = error");
    }
  }
  void TearDown() override { live_.reset(); }

  /// Holds for random numbers; what a trial left open is rolled back.
  template <class Trial>
  void check(const std::string& what, Trial trial) {
    EXPECT_TRUE(rc::check(what, [&] {
      if (live_->connection->transaction() != db::Transaction::none) live_->roll_back();
      const Numbers chosen = *numbers();
      Choices choices(chosen);
      const Statements statements = test::random_statements(GetParam(), choices);
      trial(chosen, statements);
    }));
  }

  /// Whether a prefix of the statements leads to this: then it is no change that anybody could see.
  bool was_once(const Statements& statements, const catalog::Catalog& state) {
    live_->begin();
    bool found = false;
    for (const std::string& statement : statements) {
      live_->run(statement);
      found = found || differences_of(state, live_->all()).empty();
    }
    live_->roll_back();
    return found;
  }

  std::optional<test::TestDatabase> database_;
  std::unique_ptr<Live> live_;
};

TEST_P(PlanRandomTest, WhatRanIsNotRunAgain) {
  check("applied by hand, planned: nothing to run", [&](const Numbers& chosen,
                                                        const Statements& statements) {
    live_->begin();
    for (const std::string& statement : statements) live_->run(statement);
    const auto steps = decided(*live_, statements, Choices(chosen));
    const catalog::Catalog wanted = live_->all();
    if (any(steps, [](const auto& judgement) { return acts(judgement) && !ties(judgement); })) {
      RC_FAIL("not all is skipped:\n" + text_of(steps));
    }
    execute(*live_, steps);
    const std::string differences = differences_of(wanted, live_->all());
    live_->roll_back();
    if (!differences.empty()) RC_FAIL(differences + text_of(steps));
  });
}

TEST_P(PlanRandomTest, WhateverPrefixRanTheRestFollows) {
  std::size_t cases = 0;
  std::size_t stopped = 0;
  check("a prefix by hand, the rest by the plan: as if all had run",
        [&](const Numbers& chosen, const Statements& statements) {
          const std::size_t prefix = *rc::gen::inRange<std::size_t>(0, statements.size() + 1);
          live_->begin();
          for (const std::string& statement : statements) live_->run(statement);
          const catalog::Catalog wanted = live_->all();
          live_->roll_back();

          live_->begin();
          for (std::size_t i = 0; i < prefix; ++i) live_->run(statements[i]);
          const auto steps = decided(*live_, statements, Choices(chosen));
          ++cases;
          // Two things of one name and shape, one after the other: nobody can tell which it is.
          if (any(steps, stops)) {
            ++stopped;
            if (stopped * 50 <= cases + 100) return live_->roll_back();
            RC_FAIL(fmt::format("stopped behind {}:\n{}", prefix, text_of(steps)));
          }
          execute(*live_, steps);
          const std::string differences = differences_of(wanted, live_->all());
          live_->roll_back();
          if (!differences.empty()) {
            RC_FAIL(fmt::format("behind {}:\n{}\n{}", prefix, differences, text_of(steps)));
          }
        });
  std::cout << cases << " prefixes, " << stopped << " stopped\n";
}

TEST_P(PlanRandomTest, WhatWasChangedIsNamed) {
  check("applied by hand, one thing changed: the plan says so",
        [&](const Numbers& chosen, const Statements& statements) {
          const std::vector<test::Change> changes = test::possible_changes(GetParam(), chosen);
          RC_PRE(!changes.empty());
          const test::Change& change = changes[*rc::gen::inRange<std::size_t>(0, changes.size())];
          live_->begin();
          for (const std::string& statement : statements) live_->run(statement);
          live_->run(change.sql);
          const catalog::Catalog changed = live_->all();
          const auto steps = decided(*live_, statements, Choices(chosen));
          live_->roll_back();
          const bool named = any(steps, [&](const plan::Judgement& judgement) {
            if (!acts(judgement)) return false;
            return std::any_of(judgement.actions.begin(), judgement.actions.end(),
                               [&](const plan::Decision& decision) {
                                 std::string text = decision.reason;
                                 for (const auto& difference : decision.differences) {
                                   text += catalog::text_of(difference, "");
                                 }
                                 return decision.verdict != plan::Verdict::skip &&
                                        text.find(change.names) != std::string::npos;
                               });
          });
          if (named || was_once(statements, changed)) return;
          RC_FAIL(change.sql + " is not seen:\n" + text_of(steps));
        });
}

INSTANTIATE_TEST_SUITE_P(Live, PlanRandomTest,
                         testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& test) { return std::string(name_of(test.param)); });

}  // namespace
}  // namespace dunlin
