// What every kind of connection promises.

#include <signal.h>

#include "contract/connection_fixture.h"

namespace dunlin::db {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ConnectionContract : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (postgres()) database_.emplace(test::PostgresServer::shared().database());
    connection = open();
  }

  std::unique_ptr<Connection> open() const {
    if (postgres()) return postgres::open(config::parse_url(database_->url()));
    return sqlite::open(config::parse_url("sqlite:///" + directory_.file("test.db")),
                        {.create = true});
  }

  bool postgres() const { return GetParam() == Dialect::postgresql; }

  /// The word for PostgreSQL, or that for SQLite.
  std::string either(const char* for_postgres, const char* for_sqlite) const {
    return postgres() ? for_postgres : for_sqlite;
  }

  /// A statement that would run for half a minute and more.
  std::string endless() const {
    return either("SELECT pg_sleep(30)",
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                  "SELECT count(*) FROM n");
  }

  std::string ask(const std::string& sql) {
    const Result result = connection->run(sql);
    return result.rows.at(0).at(0).value_or("NULL");
  }

  // The session ends before its database goes.
  test::TemporaryDirectory directory_;
  std::optional<test::TestDatabase> database_;
  std::unique_ptr<Connection> connection;
};

INSTANTIATE_TEST_SUITE_P(Both, ConnectionContract,
                         testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& dialect) { return std::string(name_of(dialect.param)); });

TEST_P(ConnectionContract, RunReturnsWhatTheLastStatementReturned) {
  const Result result = connection->run(
      "CREATE TABLE t (id integer, name text);\n"
      "INSERT INTO t VALUES (1, 'one'), (2, NULL), (3, '');\n"
      "SELECT id, name FROM t ORDER BY id;\n");

  EXPECT_THAT(result.columns, ElementsAre("id", "name"));
  EXPECT_THAT(result.rows, ElementsAre(Row{"1", "one"}, Row{"2", std::nullopt}, Row{"3", ""}));
  EXPECT_EQ(result.completed, 3u);
}

TEST_P(ConnectionContract, AffectedCountsTheRowsTouched) {
  connection->run("CREATE TABLE t (id integer)");
  EXPECT_EQ(connection->run("INSERT INTO t VALUES (1), (2), (3)").affected, 3);
  EXPECT_EQ(connection->run("UPDATE t SET id = id + 1 WHERE id > 1").affected, 2);
  EXPECT_EQ(connection->query("DELETE FROM t WHERE id >= $1", {"0"}).affected, 3);
  EXPECT_EQ(connection->run("CREATE TABLE other (id integer)").affected, 0);
}

TEST_P(ConnectionContract, ATextWithoutStatementsCompletesNone) {
  EXPECT_EQ(connection->run("").completed, 0u);
  EXPECT_EQ(connection->run(" -- nothing\n;").completed, 0u);
}

TEST_P(ConnectionContract, ParametersAreBoundByTheirNumber) {
  const Result result =
      connection->query("SELECT $2 || '-' || $1 || '-' || $2 AS joined", {"a", "b"});

  EXPECT_THAT(result.columns, ElementsAre("joined"));
  EXPECT_THAT(result.rows, ElementsAre(Row{"b-a-b"}));
}

TEST_P(ConnectionContract, ParametersKeepNullEmptyAndQuotes) {
  connection->run("CREATE TABLE t (id integer, name text)");
  const std::string nasty = "'; DROP TABLE t; -- \\ \" ä 🐦";
  connection->query("INSERT INTO t VALUES ($1, $2)", {"1", nasty});
  connection->query("INSERT INTO t VALUES ($1, $2)", {"2", std::nullopt});
  connection->query("INSERT INTO t VALUES ($1, $2)", {std::nullopt, ""});

  EXPECT_THAT(connection->run("SELECT * FROM t ORDER BY name").rows,
              testing::UnorderedElementsAre(Row{"1", nasty}, Row{"2", std::nullopt},
                                            Row{std::nullopt, ""}));
}

TEST_P(ConnectionContract, LargeValuesPassBothWays) {
  std::string large(5'000'000, 'x');
  for (std::size_t at = 0; at < large.size(); at += 997)
    large[at] = static_cast<char>('a' + at % 26);
  connection->run("CREATE TABLE t (v text)");
  connection->query("INSERT INTO t VALUES ($1)", {large});
  connection->run("INSERT INTO t VALUES (" + connection->quoted(large) + ")");

  EXPECT_THAT(connection->run("SELECT v FROM t").rows, ElementsAre(Row{large}, Row{large}));
  EXPECT_THAT(connection->query("SELECT v FROM t WHERE v = $1", {large}).rows,
              ElementsAre(Row{large}, Row{large}));
}

TEST_P(ConnectionContract, AScriptOfManyStatementsIsSentInOneCall) {
  std::string script = "BEGIN; CREATE TABLE t (id integer);\n";
  for (int id = 0; id < 5000; ++id) {
    script += "INSERT INTO t VALUES (" + std::to_string(id) + "); -- padding padding padding\n";
  }
  script += "COMMIT";
  const std::uint64_t before = connection->messages();

  EXPECT_EQ(connection->run(script).completed, 5003u);
  EXPECT_EQ(connection->messages(), before + 1);
  EXPECT_EQ(ask("SELECT count(*) FROM t"), "5000");
}

TEST_P(ConnectionContract, AnErrorTellsItsStateItsByteAndWhatWasDone) {
  const std::string script = "SELECT 'äöü🐦';\nSELECT nope FROM (SELECT 1 AS one) AS t";
  const auto error = thrown<ServerError>([&] { connection->run(script); });

  EXPECT_EQ(error.sqlstate, either("42703", "SQLITE_ERROR"));
  EXPECT_EQ(error.first().sqlstate, error.sqlstate);
  EXPECT_EQ(error.code(), code::kServerError);
  EXPECT_THAT(error.first().message, HasSubstr("nope"));
  EXPECT_EQ(error.offset, script.find("nope"));
  EXPECT_EQ(error.completed, 1u);
  EXPECT_EQ(ask("SELECT 1"), "1");
}

TEST_P(ConnectionContract, ASyntaxErrorTellsItsByte) {
  const std::string script = "SELECT 'é', 1;  SELEKT 1";
  const auto error = thrown<ServerError>([&] { connection->run(script); });

  EXPECT_EQ(error.offset, script.find("SELEKT"));
  EXPECT_EQ(error.sqlstate, either("42601", "SQLITE_ERROR"));
}

TEST_P(ConnectionContract, AViolationNamesItsKind) {
  connection->run("CREATE TABLE t (id integer PRIMARY KEY, name text NOT NULL UNIQUE)");
  connection->run("INSERT INTO t VALUES (1, 'a')");

  EXPECT_EQ(thrown<ServerError>([&] { connection->run("INSERT INTO t VALUES (2, 'a')"); }).sqlstate,
            either("23505", "SQLITE_CONSTRAINT_UNIQUE"));
  EXPECT_EQ(thrown<ServerError>([&] {
              connection->query("INSERT INTO t VALUES ($1, $2)", {"3", std::nullopt});
            }).sqlstate,
            either("23502", "SQLITE_CONSTRAINT_NOTNULL"));
}

TEST_P(ConnectionContract, WhetherATransactionIsOpenIsKnown) {
  EXPECT_EQ(connection->transaction(), Transaction::none);
  connection->run("BEGIN");
  EXPECT_EQ(connection->transaction(), Transaction::open);
  connection->query("SELECT $1", {"x"});
  EXPECT_EQ(connection->transaction(), Transaction::open);
  thrown<ServerError>([&] { connection->run("SELECT nope"); });
  EXPECT_EQ(connection->transaction(), postgres() ? Transaction::failed : Transaction::open);
  connection->run("ROLLBACK");
  EXPECT_EQ(connection->transaction(), Transaction::none);
}

TEST_P(ConnectionContract, ACommitInsideAScriptIsNoticed) {
  connection->run("CREATE TABLE t (id integer)");
  connection->run("BEGIN");
  connection->run("INSERT INTO t VALUES (1); COMMIT; SELECT 1");
  EXPECT_EQ(connection->transaction(), Transaction::none);
}

TEST_P(ConnectionContract, WhatIsOpenAtTheEndIsRolledBack) {
  connection->run("CREATE TABLE t (id integer)");
  connection->run("BEGIN; INSERT INTO t VALUES (1)");
  connection = open();
  EXPECT_EQ(ask("SELECT count(*) FROM t"), "0");
}

TEST_P(ConnectionContract, ANulByteIsRefusedBeforeAnythingRuns) {
  using namespace std::string_literals;
  const auto error =
      thrown<ServerError>([&] { connection->run("CREATE TABLE t (id integer); SELECT '\0'"s); });
  EXPECT_EQ(error.offset, 37u);
  thrown<ServerError>([&] { connection->query("SELECT $1", {"a\0b"s}); });
  thrown<ServerError>([&] { connection->run("SELECT * FROM t"); });
}

TEST_P(ConnectionContract, AQueryIsOneStatement) {
  thrown<ServerError>([&] { connection->query("CREATE TABLE t (id integer); SELECT $1", {"x"}); });
  thrown<ServerError>([&] { connection->run("SELECT * FROM t"); });
}

TEST_P(ConnectionContract, AMissingParameterIsAnError) {
  thrown<ServerError>([&] { connection->query("SELECT $1, $2", {"x"}); });
}

TEST_P(ConnectionContract, QuotedTextComesBackAsItWas) {
  const std::string text = "it''s 'quoted' \\' \"and\" ä\n🐦";
  EXPECT_EQ(ask("SELECT " + connection->quoted(text)), text);
}

TEST_P(ConnectionContract, QuotedNamesAreTakenAsTheyAre) {
  const std::string name = connection->quoted_name("We\"ird; näme");
  connection->run("CREATE TABLE " + name + " (id integer)");
  EXPECT_EQ(ask("SELECT count(*) FROM " + name), "0");
}

TEST_P(ConnectionContract, AnotherThreadCanCancelAStatement) {
  const Soon cancel([&] { connection->cancel(); });
  const auto error = thrown<Cancelled>([&] { connection->run(endless()); });

  EXPECT_EQ(error.sqlstate, either("57014", "SQLITE_INTERRUPT"));
  EXPECT_EQ(ask("SELECT 1"), "1");
}

TEST_P(ConnectionContract, AnotherThreadCanCancelAQuery) {
  const Soon cancel([&] { connection->cancel(); });
  thrown<Cancelled>([&] { connection->query(endless(), {}); });
  EXPECT_EQ(ask("SELECT 1"), "1");
}

TEST_P(ConnectionContract, CancellingNothingIsHarmless) {
  connection->cancel();
  EXPECT_EQ(ask("SELECT 1"), "1");
}

TEST_P(ConnectionContract, ASignalCancelsWhatRunsAndLetsTheRollbackThrough) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const int code = in_child([&] {
      Interrupt::install();
      const auto session = open();
      session->run("BEGIN");
      const Soon kill([&] { ::kill(::getpid(), signal); });
      const auto error = thrown<Cancelled>([&] { session->run(endless()); });
      if (error.sqlstate.empty() || Interrupt::signal() != signal) return 1;
      session->run("ROLLBACK");
      return session->transaction() == Transaction::none ? 42 : 2;
    });
    EXPECT_EQ(code, 42);
  }
}

TEST_P(ConnectionContract, ASignalCancelsAQuery) {
  const int code = in_child([&] {
    Interrupt::install();
    const auto session = open();
    const Soon kill([] { ::kill(::getpid(), SIGTERM); });
    const auto error = thrown<Cancelled>([&] { session->query(endless(), {}); });
    if (error.sqlstate.empty()) return 1;
    return session->query("SELECT $1", {"after"}).rows.at(0).at(0) == "after" ? 42 : 2;
  });
  EXPECT_EQ(code, 42);
}

TEST_P(ConnectionContract, MessagesAreCounted) {
  const std::uint64_t before = connection->messages();
  connection->run("SELECT 1; SELECT 2");
  connection->query("SELECT $1", {"x"});
  thrown<ServerError>([&] { connection->run("SELECT nope"); });
  EXPECT_EQ(connection->messages(), before + 3);
}

TEST_P(ConnectionContract, TheServerSaysWhoItIs) {
  const Server& server = connection->server();
  EXPECT_EQ(server.dialect, GetParam());
  EXPECT_THAT(server.version, Not(IsEmpty()));
  EXPECT_GT(server.version_number, 30000);
  EXPECT_THAT(server.database, Not(IsEmpty()));
  EXPECT_THAT(server.url, HasSubstr(std::string(name_of(GetParam()))));
  EXPECT_FALSE(server.standby);
  EXPECT_FALSE(server.read_only);
  EXPECT_FALSE(server.pooled);
}

}  // namespace
}  // namespace dunlin::db
