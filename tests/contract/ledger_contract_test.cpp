// What the ledger must keep on every database, whether its statements are prepared or not: a write
// of somebody whose basis is gone fails, and takes its transaction along.

#include <gmock/gmock.h>

#include <tuple>

#include "config/url.h"
#include "db/open.h"
#include "db/postgres/open.h"
#include "db/sqlite/open.h"
#include "ledger/ledger.h"
#include "ledger/postgres.h"
#include "ledger/sqlite.h"
#include "support/postgres_cluster.h"
#include "support/temporary_directory.h"

namespace dunlin::ledger {
namespace {

using revision::Applied;
using revision::Basis;
using testing::ElementsAre;
using testing::IsEmpty;

class LedgerContractTest : public testing::TestWithParam<std::tuple<Dialect, bool>> {
 protected:
  LedgerContractTest() {
    if (on_server()) server_.emplace(test::PostgresServer::shared().database());
    connection = open();
    ledger.emplace(*connection, language(), Names{"dunlin", ""}, "shop");
    connection->run("BEGIN");
    ledger->bootstrap();
    connection->run("COMMIT");
    connection->run("CREATE TABLE work (id integer)");
    if (std::get<bool>(GetParam())) ledger->prepare(runner());
    basis = ledger->read().basis;
  }

  static bool on_server() { return std::get<Dialect>(GetParam()) == Dialect::postgresql; }
  static const Language& language() { return on_server() ? postgres() : sqlite(); }

  std::unique_ptr<db::Connection> open() const {
    if (server_) return db::postgres::open(config::parse_url(server_->url()), {});
    return db::sqlite::open(config::parse_url("sqlite:///" + directory_.file("ledger.db")),
                            {.create = true});
  }

  // One transaction that works, then writes these.
  void transact(const Statements& statements) {
    connection->run("BEGIN");
    connection->run("INSERT INTO work VALUES (1)");
    for (const std::string& statement : statements) connection->run(statement);
    connection->run("COMMIT");
  }

  // The same is refused for a NULL, and nothing of it stays.
  void expect_refused(const Statements& statements) {
    try {
      transact(statements);
      ADD_FAILURE() << "written: " << joined(statements);
    } catch (const db::ServerError& error) {
      EXPECT_EQ(error.sqlstate, on_server() ? "23502" : "SQLITE_CONSTRAINT_NOTNULL");
    }
    connection->run("ROLLBACK");
    EXPECT_EQ(ask("SELECT count(*) FROM work"), "0");
    EXPECT_THAT(ledger->read().rows, IsEmpty());
    EXPECT_THAT(ledger->events(10), IsEmpty());
  }

  std::string ask(const std::string& sql) {
    return connection->run(sql).rows.at(0).at(0).value_or("NULL");
  }

  std::string lock_table() const { return ledger->table("lock"); }

  static Runner runner() {
    Runner runner;
    runner.run = "run1";
    runner.command = "upgrade";
    runner.actor = "ann";
    runner.host = "web1";
    runner.client_version = "1.2.3";
    runner.git_commit = "abc";
    runner.release = "v9";
    runner.environment = "staging";
    return runner;
  }

  // A revision that runner() has just applied, and its event.
  Statements applied(const std::string& id) const {
    Applied done = row(id);
    done.statements_done = done.statements_total;
    return ledger->applied(done, runner(), basis,
                           on_server() ? std::nullopt : std::optional<std::int64_t>(12));
  }

  Statements guarded(Statements statements) const {
    statements.insert(statements.begin(), ledger->guard(basis));
    return statements;
  }

  static Applied row(const std::string& id) {
    Applied row;
    row.id = id;
    row.slug = "add_orders";
    row.message = "it's 5 o'clock \\ \u00e9";
    row.parents = {"p1", "p 2"};
    row.depends_on = {"d1"};
    row.run = "run1";
    row.raw_checksum = "raw";
    row.token_checksum = "token";
    row.statements_done = 2;
    row.statements_total = 3;
    row.applied_by = "ann";
    row.host = "web1";
    row.client_version = "1.2.3";
    row.git_commit = "abc";
    row.release = "v9";
    row.environment = "staging";
    row.compat = true;
    row.down = "DROP TABLE t;\n-- 'so'";
    return row;
  }

  static Event event(const std::string& outcome) {
    Event event;
    event.runner.run = "run1";
    event.runner.command = "upgrade";
    event.revision = "r1";
    event.direction = "up";
    event.outcome = outcome;
    event.error = "it's broken";
    event.sqlstate = "42P01";
    event.statement = 2;
    return event;
  }

  // The ledger holds row("r1") and nothing else.
  void expect_row(std::size_t statements_done) {
    const Snapshot snapshot = ledger->read();
    ASSERT_EQ(snapshot.rows.size(), 1U);
    const Applied& found = snapshot.rows.front();
    const Applied wanted = row("r1");
    EXPECT_EQ(found.id, wanted.id);
    EXPECT_EQ(found.slug, wanted.slug);
    EXPECT_EQ(found.message, wanted.message);
    EXPECT_EQ(found.parents, wanted.parents);
    EXPECT_EQ(found.depends_on, wanted.depends_on);
    EXPECT_EQ(found.state, revision::State::applied);
    EXPECT_EQ(found.direction, revision::Direction::up);
    EXPECT_EQ(found.origin, wanted.origin);
    EXPECT_EQ(found.sequence, Ledger::after(basis).sequence);
    EXPECT_EQ(found.run, wanted.run);
    EXPECT_EQ(found.raw_checksum, "raw");
    EXPECT_EQ(found.token_checksum, "token");
    EXPECT_EQ(found.statements_done, statements_done);
    EXPECT_EQ(found.statements_total, 3U);
    EXPECT_EQ(found.applied_by, "ann");
    EXPECT_EQ(found.host, "web1");
    EXPECT_EQ(found.client_version, "1.2.3");
    EXPECT_EQ(found.git_commit, "abc");
    EXPECT_EQ(found.release, "v9");
    EXPECT_EQ(found.environment, "staging");
    EXPECT_EQ(found.compat, true);
    EXPECT_EQ(ledger->down_script("r1"), wanted.down);
  }

  test::TemporaryDirectory directory_;
  std::optional<test::TestDatabase> server_;
  std::unique_ptr<db::Connection> connection;
  std::optional<Ledger> ledger;
  Basis basis;
};

TEST_P(LedgerContractTest, TheGuardMovesTheSequenceOnByOne) {
  transact({ledger->guard(basis)});
  EXPECT_EQ(ledger->read().basis, Ledger::after(basis));
  EXPECT_EQ(ask("SELECT count(*) FROM work"), "1");
}

TEST_P(LedgerContractTest, TheGuardFailsAtAnotherSequence) {
  expect_refused({ledger->guard(Ledger::after(basis))});
  transact({ledger->guard(basis)});
  connection->run("DELETE FROM work");
  expect_refused({ledger->guard(basis)});
}

TEST_P(LedgerContractTest, TheGuardFailsBehindAnotherToken) {
  Runner runner;
  runner.run = "rival";
  connection->run("BEGIN");
  const Basis rivals = ledger->take(runner);
  connection->run("COMMIT");
  EXPECT_NE(rivals.token, basis.token);
  expect_refused({ledger->guard(basis)});
  transact({ledger->guard(rivals)});
}

TEST_P(LedgerContractTest, TheGuardOfAnotherProjectStands) {
  Ledger other(*connection, language(), Names{"dunlin", ""}, "other");
  connection->run("BEGIN");
  other.bootstrap();
  connection->run("COMMIT");
  const Basis theirs = other.read().basis;
  transact({ledger->guard(basis)});
  EXPECT_EQ(other.read().basis, theirs);
}

TEST_P(LedgerContractTest, WhatIsRecordedIsReadAgain) {
  transact({ledger->guard(basis), ledger->record(row("r1"), basis, 12)});
  expect_row(2);
  EXPECT_EQ(ledger->read().rows.front().duration_ms, 12);
}

TEST_P(LedgerContractTest, WhatWasAppliedIsReadAgainWithItsEvent) {
  EXPECT_EQ(applied("r1").size(), std::get<bool>(GetParam()) ? 1U : 2U);
  transact(guarded(applied("r1")));
  expect_row(3);
  const std::vector<Event> events = ledger->events(10);
  ASSERT_EQ(events.size(), 1U);
  Runner wanted = runner();
  wanted.release.clear();  // an event has none
  EXPECT_EQ(events[0].runner, wanted);
  EXPECT_EQ(events[0].revision, "r1");
  EXPECT_EQ(events[0].direction, "up");
  EXPECT_EQ(events[0].outcome, "applied");
  EXPECT_EQ(events[0].error, "");
  // Two statements ask the clock twice.
  EXPECT_GE(events[0].duration_ms, ledger->read().rows.front().duration_ms);
}

TEST_P(LedgerContractTest, ARecordFailsWithoutItsGuard) {
  expect_refused({ledger->record(row("r1"), basis, 0)});
}

TEST_P(LedgerContractTest, ANoteFailsWithoutItsGuard) {
  expect_refused({ledger->note(event("applied"), basis, 0)});
}

TEST_P(LedgerContractTest, ARevisionAndItsEventFailWithoutTheirGuard) {
  expect_refused(applied("r1"));
}

TEST_P(LedgerContractTest, AJournalEntryFailsWithoutItsGuard) {
  expect_refused(
      ledger->journal("r1", revision::Direction::up, 0, "started", "sum", Runner{}, basis, {}));
}

TEST_P(LedgerContractTest, WhereTheRowOfTheLockIsGoneNothingIsWritten) {
  connection->run("DELETE FROM " + lock_table());
  expect_refused({ledger->guard(basis), ledger->record(row("r1"), basis, 0)});
  expect_refused({ledger->guard(basis), ledger->note(event("applied"), basis, 0)});
  expect_refused(guarded(applied("r1")));
}

TEST_P(LedgerContractTest, EventsAreReadNewestFirst) {
  transact({ledger->guard(basis), ledger->note(event("failed"), basis, 7)});
  basis = Ledger::after(basis);
  transact({ledger->guard(basis), ledger->note(event("reverted"), basis, 8)});
  const std::vector<Event> events = ledger->events(10);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].outcome, "reverted");
  EXPECT_EQ(events[1].outcome, "failed");
  EXPECT_EQ(events[1].error, "it's broken");
  EXPECT_EQ(events[1].sqlstate, "42P01");
  EXPECT_EQ(events[1].statement, 2U);
  EXPECT_EQ(events[1].duration_ms, 7);
  EXPECT_EQ(events[1].runner.command, "upgrade");
  EXPECT_EQ(ledger->events(1).size(), 1U);
  EXPECT_THAT(ledger->reverted(), ElementsAre("r1"));
}

TEST_P(LedgerContractTest, ErasingForgetsOneRevision) {
  transact({ledger->guard(basis), ledger->record(row("r1"), basis, 0),
            ledger->record(row("r2"), basis, 0), ledger->erase("r1")});
  ASSERT_EQ(ledger->read().rows.size(), 1U);
  EXPECT_EQ(ledger->read().rows.front().id, "r2");
}

TEST_P(LedgerContractTest, AcceptingChangesTheChecksumsOfOneRevision) {
  transact({ledger->guard(basis), ledger->record(row("r1"), basis, 0),
            ledger->record(row("r2"), basis, 0), ledger->accept("r1", "new raw", "new token")});
  const Snapshot snapshot = ledger->read();
  for (const Applied& found : snapshot.rows) {
    EXPECT_EQ(found.raw_checksum, found.id == "r1" ? "new raw" : "raw");
    EXPECT_EQ(found.token_checksum, found.id == "r1" ? "new token" : "token");
    EXPECT_EQ(found.message, row("r1").message);
  }
}

TEST_P(LedgerContractTest, AClaimIsSetReplacedAndForgotten) {
  const auto set = [&](const Claim& claim) {
    Statements statements = ledger->set_claim(claim);
    statements.insert(statements.begin(), ledger->guard(basis));
    transact(statements);
    basis = Ledger::after(basis);
  };
  set({"staging", false});
  set({"production", true});
  EXPECT_EQ(ledger->claim(), (Claim{"production", true}));
  transact({ledger->guard(basis), ledger->forget_claim()});
  EXPECT_EQ(ledger->claim(), std::nullopt);
}

TEST_P(LedgerContractTest, ASecondBootstrapChangesNothing) {
  transact({ledger->guard(basis), ledger->record(row("r1"), basis, 0)});
  connection->run("BEGIN");
  ledger->bootstrap();
  connection->run("COMMIT");
  EXPECT_EQ(ledger->read().basis, Ledger::after(basis));
  EXPECT_EQ(ledger->read().rows.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Databases, LedgerContractTest,
                         testing::Values(std::tuple(Dialect::sqlite, false),
                                         std::tuple(Dialect::postgresql, false),
                                         std::tuple(Dialect::postgresql, true)),
                         [](const auto& database) {
                           return std::string(name_of(std::get<Dialect>(database.param))) +
                                  (std::get<bool>(database.param) ? "_prepared" : "");
                         });

}  // namespace
}  // namespace dunlin::ledger
