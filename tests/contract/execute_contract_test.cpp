// What running a plan must keep on every database: the work and its row are one transaction, a
// plan whose basis is gone changes nothing, and each revision starts from a clean session.

#include <gmock/gmock.h>

#include "config/url.h"
#include "db/postgres/open.h"
#include "db/sqlite/open.h"
#include "execute/apply.h"
#include "execute/postgres/discipline.h"
#include "execute/sqlite/discipline.h"
#include "ledger/postgres.h"
#include "ledger/sqlite.h"
#include "plan/segments.h"
#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"
#include "support/forwarding_connection.h"
#include "support/postgres_cluster.h"
#include "support/temporary_directory.h"

namespace dunlin::execute {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Does something after each step.
class Meddler final : public Observer {
 public:
  void finished(const plan::Step& step, std::chrono::milliseconds,
                const std::vector<db::Notice>&) override {
    if (after) after(step);
  }
  std::function<void(const plan::Step&)> after;
};

class ExecuteTest : public testing::TestWithParam<Dialect> {
 protected:
  ExecuteTest() {
    if (on_server()) server_.emplace(test::PostgresServer::shared().database());
    connection_ = std::make_unique<test::RecordingConnection>(open());
    ledger_.emplace(*connection_, on_server() ? ledger::postgres() : ledger::sqlite(),
                    ledger::Names{"dunlin", ""}, "shop");
    connection_->run("BEGIN");
    ledger_->bootstrap();
    connection_->run("COMMIT");
    connection_->sent.clear();
  }

  static bool on_server() { return GetParam() == Dialect::postgresql; }

  std::unique_ptr<db::Connection> open() const {
    if (server_) return db::postgres::open(config::parse_url(server_->url()), {});
    return db::sqlite::open(config::parse_url("sqlite:///" + directory_.file("run.db")),
                            {.create = true});
  }

  // A step for each script, called a, b, c.
  plan::Plan plan_of(const std::vector<std::string>& scripts) {
    plan::Plan plan;
    plan.basis = ledger_->read().basis;
    for (const std::string& script : scripts) {
      plan::Step& step = plan.steps.emplace_back();
      step.row.id = std::string(1, static_cast<char>('a' + plan.steps.size() - 1));
      step.row.slug = "step";
      step.row.run = "run1";
      const sql::Reader& reader = on_server() ? sql::postgres::reader() : sql::sqlite::reader();
      step.script.emplace();
      step.script->path = step.row.id + "/up.sql";
      step.script->text = std::make_shared<const std::string>(script);
      step.script->statements = reader.split(step.script->text.view()).statements;
      step.segments =
          plan::segments_of(step.script->statements, revision::TransactionMode::automatic);
    }
    return plan;
  }

  // A plan whose statements were decided about: they run.
  plan::Plan decided(const std::vector<std::string>& scripts) {
    plan::Plan plan = plan_of(scripts);
    for (plan::Step& step : plan.steps) step.judgements.resize(step.statements());
    return plan;
  }

  Outcome apply(const plan::Plan& plan, Atomicity atomicity = Atomicity::per_revision,
                Doubt doubt = Doubt::report) {
    ledger::Runner runner;
    runner.run = "run1";
    Session session{
        *connection_, *ledger_,  on_server() ? postgres::discipline() : sqlite::discipline(),
        runner,       observer_, {}};
    return execute::apply(session, plan, atomicity, doubt);
  }

  std::vector<std::string> applied() {
    std::vector<std::string> ids;
    for (const revision::Applied& row : ledger_->read().rows) ids.push_back(row.id);
    return ids;
  }

  bool has_table(const std::string& name) const {
    try {
      open()->run("SELECT 1 FROM " + name);
      return true;
    } catch (const db::ServerError&) {
      return false;
    }
  }

  // Somebody else moves the ledger on.
  void move_on() const { open()->run("UPDATE " + ledger_->table("lock") + " SET sequence = 99"); }

  // The ledger takes rows of every revision but this.
  void refuse_rows_of(const std::string& id) const {
    const std::string table = ledger_->table("revision");
    open()->run(on_server()
                    ? "ALTER TABLE " + table + " ADD CHECK (id <> '" + id + "')"
                    : "CREATE TRIGGER refuse BEFORE INSERT ON " + table + " WHEN new.id = '" + id +
                          "' BEGIN SELECT RAISE(ABORT, 'refused'); END");
  }

  test::TemporaryDirectory directory_;
  std::optional<test::TestDatabase> server_;
  std::unique_ptr<test::RecordingConnection> connection_;
  std::optional<ledger::Ledger> ledger_;
  Meddler observer_;
};

TEST_P(ExecuteTest, StepsAreRunInOrderAndRecorded) {
  EXPECT_EQ(apply(plan_of({"CREATE TABLE t (id integer)", "INSERT INTO t VALUES (1)"})),
            Outcome::done);
  EXPECT_THAT(applied(), ElementsAre("a", "b"));
  EXPECT_EQ(ledger_->events(10).size(), 2U);
}

TEST_P(ExecuteTest, APlanWhoseBasisIsGoneChangesNothing) {
  plan::Plan plan = plan_of({"CREATE TABLE t (id integer)"});
  move_on();
  EXPECT_EQ(apply(plan), Outcome::stale);
  EXPECT_FALSE(has_table("t"));
  EXPECT_THAT(applied(), IsEmpty());
  EXPECT_THAT(ledger_->events(10), IsEmpty());
}

TEST_P(ExecuteTest, ABasisThatGoesBetweenTwoStepsStopsTheSecond) {
  observer_.after = [&](const plan::Step& step) {
    if (step.id() == "a") move_on();
  };
  EXPECT_EQ(apply(plan_of({"CREATE TABLE t (id integer)", "CREATE TABLE u (id integer)"})),
            Outcome::stale);
  EXPECT_TRUE(has_table("t"));
  EXPECT_FALSE(has_table("u"));
  EXPECT_THAT(applied(), ElementsAre("a"));
}

TEST_P(ExecuteTest, WhatSomebodyMadeMeanwhileIsLookedAtAgain) {
  const plan::Plan plan = decided({"CREATE TABLE t (id integer)", "CREATE TABLE u (id integer)"});
  observer_.after = [&](const plan::Step& step) {
    if (step.id() == "a") open()->run("CREATE TABLE u (id integer)");
  };
  EXPECT_EQ(apply(plan, Atomicity::per_revision, Doubt::look), Outcome::overtaken);
  EXPECT_THAT(applied(), ElementsAre("a"));
  EXPECT_EQ(connection_->transaction(), db::Transaction::none);
}

TEST_P(ExecuteTest, WhatIsInTheWayOfARevisionThatPartlyStaysHasFailed) {
  plan::Plan plan = decided({"CREATE TABLE t (id integer); CREATE TABLE u (id integer)"});
  plan.steps[0].segments = {{plan::Segment::Kind::transaction, 0, 1},
                            {plan::Segment::Kind::transaction, 1, 1}};
  open()->run("CREATE TABLE u (id integer)");
  try {
    apply(plan, Atomicity::per_revision, Doubt::look);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kRevisionPartial);
  }
}

TEST_P(ExecuteTest, AStatementAloneIsNotRunByAPlanWhoseBasisIsGone) {
  plan::Plan plan = plan_of({"CREATE TABLE t (id integer)"});
  plan.steps[0].segments[0].kind = plan::Segment::Kind::alone;
  move_on();
  EXPECT_EQ(apply(plan), Outcome::stale);
  EXPECT_FALSE(has_table("t"));
}

TEST_P(ExecuteTest, ARowThatIsRefusedTakesTheWorkAlong) {
  refuse_rows_of("b");
  try {
    apply(plan_of({"CREATE TABLE t (id integer)", "CREATE TABLE u (id integer)"}));
    ADD_FAILURE() << "the row was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kLedgerUnwritable);
  }
  EXPECT_TRUE(has_table("t"));
  EXPECT_FALSE(has_table("u"));
  EXPECT_THAT(applied(), ElementsAre("a"));
}

TEST_P(ExecuteTest, WorkThatIsRefusedLeavesNoRow) {
  EXPECT_THROW(apply(plan_of({"CREATE TABLE t (id integer);\nINSERT INTO nowhere VALUES (1)"})),
               Error);
  EXPECT_FALSE(has_table("t"));
  EXPECT_THAT(applied(), IsEmpty());
  ASSERT_EQ(ledger_->events(10).size(), 1U);
  EXPECT_EQ(ledger_->events(10).front().outcome, "failed");
}

TEST_P(ExecuteTest, AtomicIsOneTransactionForAll) {
  refuse_rows_of("b");
  EXPECT_THROW(apply(plan_of({"CREATE TABLE t (id integer)", "CREATE TABLE u (id integer)"}),
                     Atomicity::all),
               Error);
  EXPECT_FALSE(has_table("t"));
  EXPECT_THAT(applied(), IsEmpty());
  ASSERT_EQ(ledger_->events(10).size(), 1U);
  EXPECT_EQ(ledger_->events(10).front().revision, "b");
  EXPECT_EQ(ledger_->events(10).front().outcome, "failed");
}

TEST_P(ExecuteTest, EachRevisionStartsFromACleanSession) {
  EXPECT_THROW(apply(plan_of({"CREATE TEMP TABLE s (id integer)", "INSERT INTO s VALUES (1)"})),
               Error);
  EXPECT_THAT(applied(), ElementsAre("a"));
}

INSTANTIATE_TEST_SUITE_P(Databases, ExecuteTest,
                         testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& database) { return std::string(name_of(database.param)); });

class ExecuteOnPostgresTest : public ExecuteTest {
 protected:
  std::string ask(const std::string& sql) {
    return connection_->run(sql).rows.at(0).at(0).value_or("NULL");
  }
};

// The messages of the steps: what begins a transaction.
std::vector<std::string> messages(const std::vector<std::string>& sent) {
  std::vector<std::string> found;
  for (const std::string& text : sent) {
    if (text.starts_with("BEGIN")) found.push_back(text);
  }
  return found;
}

TEST_P(ExecuteOnPostgresTest, WhatIsPreparedOnceIsExecutedForEachRevision) {
  apply(plan_of({"CREATE TABLE t (id integer)", "CREATE TABLE u (id integer)",
                 "CREATE TABLE v (id integer)"}));
  const auto is_preparation = [](const std::string& text) {
    return text.find("PREPARE dunlin_") != std::string::npos;
  };
  EXPECT_EQ(std::count_if(connection_->sent.begin(), connection_->sent.end(), is_preparation), 1);
  const std::vector<std::string> steps = messages(connection_->sent);
  ASSERT_EQ(steps.size(), 3U);
  for (const char* name : {"guard", "applied"}) {
    EXPECT_THAT(steps, Each(HasSubstr(std::string("EXECUTE dunlin_") + name + "(")));
  }
  EXPECT_THAT(steps, Each(Not(HasSubstr("INSERT INTO dunlin."))));
  EXPECT_EQ(ask("SELECT string_agg(name, ' ' ORDER BY name) FROM pg_prepared_statements"),
            "dunlin_applied dunlin_guard");
}

TEST_P(ExecuteOnPostgresTest, AScriptThatMayClearTheSessionIsRunWithoutThem) {
  EXPECT_EQ(apply(plan_of(
                {"CREATE TABLE t (id integer)", "DEALLOCATE ALL", "CREATE TABLE u (id integer)"})),
            Outcome::done);
  EXPECT_THAT(connection_->sent, Each(Not(HasSubstr("EXECUTE dunlin_"))));
  EXPECT_THAT(applied(), ElementsAre("a", "b", "c"));
}

TEST_P(ExecuteOnPostgresTest, WhatAnEarlierRunPreparedIsNotCountedOnBehindSuchAScript) {
  apply(plan_of({"CREATE TABLE t (id integer)"}));
  connection_->sent.clear();
  plan::Plan plan = plan_of({"", "SET search_path = public", "CREATE TABLE u (id integer)"});
  plan.steps.erase(plan.steps.begin());
  EXPECT_EQ(apply(plan), Outcome::done);
  EXPECT_THAT(connection_->sent, Each(Not(HasSubstr("EXECUTE dunlin_"))));
  EXPECT_THAT(applied(), ElementsAre("a", "b", "c"));
}

TEST_P(ExecuteOnPostgresTest, ARevisionIsOneMessage) {
  apply(plan_of({"CREATE TABLE t (id integer);\nINSERT INTO t VALUES (1)"}));
  EXPECT_THAT(connection_->sent,
              Contains(testing::AllOf(testing::StartsWith("BEGIN"), HasSubstr("CREATE TABLE t"),
                                      HasSubstr("INSERT INTO t"), HasSubstr("dunlin_applied("),
                                      HasSubstr("COMMIT"))));
}

INSTANTIATE_TEST_SUITE_P(Databases, ExecuteOnPostgresTest, testing::Values(Dialect::postgresql),
                         [](const auto& database) { return std::string(name_of(database.param)); });

}  // namespace
}  // namespace dunlin::execute
