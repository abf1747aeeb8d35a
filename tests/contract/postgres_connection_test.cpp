// What only a PostgreSQL connection can do.

#include <signal.h>

#include "contract/connection_fixture.h"
#include "support/pgbouncer.h"

namespace dunlin::db {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class PostgresConnectionTest : public PostgresTest {
 protected:
  void end_session() const {
    database.ask("SELECT pg_terminate_backend(" + std::to_string(connection->server().session) +
                 ")");
    // The backend is gone when its row is.
    while (database.ask("SELECT count(*) FROM pg_stat_activity WHERE pid = " +
                        std::to_string(connection->server().session)) != "0") {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  std::string sessions() const {
    return database.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dunlin'");
  }

  std::unique_ptr<Connection> connection = open();
};

TEST_F(PostgresConnectionTest, AnEndedSessionIsLostAndNeverReplaced) {
  end_session();
  const auto error = thrown<ConnectionLost>([&] { connection->run("SELECT 1"); });

  EXPECT_EQ(error.code(), code::kConnectionLost);
  EXPECT_EQ(error.first().sqlstate, "57P01");
  EXPECT_THAT(error.first().message, HasSubstr("administrator command"));
  EXPECT_EQ(connection->transaction(), Transaction::none);
  thrown<ConnectionLost>([&] { connection->run("SELECT 1"); });
  thrown<ConnectionLost>([&] { connection->query("SELECT $1", {"x"}); });
  thrown<ConnectionLost>([&] { connection->copy_in("COPY t FROM STDIN", ""); });
  connection->cancel();
  EXPECT_EQ(sessions(), "0");
}

TEST_F(PostgresConnectionTest, AQueryNoticesThatTheSessionEnded) {
  end_session();
  const auto error = thrown<ConnectionLost>([&] { connection->query("SELECT $1", {"x"}); });

  EXPECT_EQ(error.first().sqlstate, "57P01");
  thrown<ConnectionLost>([&] { connection->query("SELECT $1", {"x"}); });
  EXPECT_EQ(sessions(), "0");
}

TEST_F(PostgresConnectionTest, QuotingNeverOpensASession) {
  end_session();
  thrown<ConnectionLost>([&] { connection->run("SELECT 1"); });
  try {
    connection->quoted("x");
    connection->quoted_name("x");
  } catch (const ServerError&) {
  }
  EXPECT_EQ(sessions(), "0");
}

TEST_F(PostgresConnectionTest, ASessionEndedUnderAStatementIsLost) {
  const Soon end([&] { end_session(); });
  const auto error = thrown<ConnectionLost>([&] { connection->run("SELECT pg_sleep(30)"); });
  EXPECT_EQ(error.first().sqlstate, "57P01");
}

TEST_F(PostgresConnectionTest, ASessionEndedUnderAQueryIsLost) {
  const Soon end([&] { end_session(); });
  thrown<ConnectionLost>([&] { connection->query("SELECT pg_sleep($1)", {"30"}); });
}

TEST_F(PostgresConnectionTest, AnErrorHasEveryFieldTheServerSent) {
  connection->run(
      "CREATE SCHEMA shop; CREATE TABLE shop.item (name text CONSTRAINT named UNIQUE, "
      "price integer NOT NULL); INSERT INTO shop.item VALUES ('a', 1)");
  const auto twice =
      thrown<ServerError>([&] { connection->run("INSERT INTO shop.item VALUES ('a', 2)"); });
  EXPECT_EQ(twice.schema, "shop");
  EXPECT_EQ(twice.table, "item");
  EXPECT_EQ(twice.constraint, "named");
  EXPECT_EQ(twice.first().detail, "Key (name)=(a) already exists.");
  EXPECT_EQ(twice.offset, std::nullopt);

  const auto null = thrown<ServerError>([&] {
    connection->query("INSERT INTO shop.item VALUES ($1, $2)", {"b", std::nullopt});
  });
  EXPECT_EQ(null.sqlstate, "23502");
  EXPECT_EQ(null.schema, "shop");
  EXPECT_EQ(null.table, "item");
  EXPECT_EQ(null.column, "price");
  EXPECT_EQ(null.first().detail, "Failing row contains (b, null).");

  EXPECT_THAT(thrown<ServerError>([&] { connection->run("SELECT abs('x'::text)"); }).first().hint,
              HasSubstr("explicit type casts"));
}

TEST_F(PostgresConnectionTest, AnErrorInAFunctionTellsWhere) {
  connection->run(
      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM nope; END $$");
  for (const auto& call : std::initializer_list<std::function<void()>>{
           [&] { connection->run("SELECT f()"); }, [&] { connection->query("SELECT f()", {}); }}) {
    const auto error = thrown<ServerError>(call);
    EXPECT_EQ(error.sqlstate, "42703");
    EXPECT_EQ(error.offset, std::nullopt);
    EXPECT_THAT(error.context, HasSubstr("PL/pgSQL function f() line 1 at PERFORM"));
    EXPECT_THAT(error.first().notes, Contains("ran: SELECT nope"));
  }
}

TEST_F(PostgresConnectionTest, AQueryTellsTheStateThatLibpqxxHides) {
  connection->run("CREATE ROLE nobody_much; CREATE TABLE t (id integer); SET ROLE nobody_much");
  const auto error = thrown<ServerError>([&] { connection->query("SELECT * FROM t", {}); });
  connection->run("RESET ROLE; DROP ROLE nobody_much");

  EXPECT_EQ(error.sqlstate, "42501");
  EXPECT_EQ(error.first().message, "permission denied for table t");
}

TEST_F(PostgresConnectionTest, AMultiLineErrorOfAQueryIsReadInFull) {
  const auto error = thrown<ServerError>([&] {
    connection->query(
        "DO $$ BEGIN RAISE EXCEPTION E'one\\ntwo' USING DETAIL = E'a\\nb', "
        "HINT = 'c', ERRCODE = 'P0042'; END $$",
        {});
  });
  EXPECT_EQ(error.sqlstate, "P0042");
  EXPECT_EQ(error.first().message, "one\ntwo");
  EXPECT_EQ(error.first().detail, "a\nb");
  EXPECT_EQ(error.first().hint, "c");
}

TEST_F(PostgresConnectionTest, NoticesAreKeptInOrderUntilTaken) {
  connection->run("DROP TABLE IF EXISTS nothing_here");
  connection->query("DO $$ BEGIN RAISE WARNING 'careful' USING HINT = 'look'; END $$", {});
  const std::vector<Notice> notices = connection->take_notices();

  ASSERT_THAT(notices, SizeIs(2));
  EXPECT_EQ(notices[0].severity, "NOTICE");
  EXPECT_THAT(notices[0].message, HasSubstr("nothing_here"));
  EXPECT_EQ(notices[0].sqlstate, "00000");
  EXPECT_EQ(notices[1].severity, "WARNING");
  EXPECT_EQ(notices[1].message, "careful");
  EXPECT_EQ(notices[1].hint, "look");
  EXPECT_EQ(notices[1].sqlstate, "01000");
  EXPECT_THAT(connection->take_notices(), IsEmpty());
}

TEST_F(PostgresConnectionTest, NoticesInFloodsDoNotStopALongScript) {
  std::string script;
  for (int statement = 0; statement < 3000; ++statement) {
    script += "DO $$ BEGIN RAISE NOTICE '%', repeat('n', 2000); END $$;" + std::string(2000, ' ');
  }
  EXPECT_EQ(connection->run(script).completed, 3000u);
  EXPECT_THAT(connection->take_notices(), SizeIs(3000));
}

TEST_F(PostgresConnectionTest, CopyLoadsItsData) {
  connection->run("CREATE TABLE t (id integer, name text)");
  const Result result = connection->copy_in("COPY t FROM STDIN;", "1\tone\n2\t\\N\n");

  EXPECT_EQ(result.affected, 2);
  EXPECT_EQ(result.completed, 1u);
  EXPECT_THAT(connection->run("SELECT * FROM t ORDER BY id").rows,
              ElementsAre(Row{"1", "one"}, Row{"2", std::nullopt}));
}

TEST_F(PostgresConnectionTest, CopyLoadsMuchData) {
  connection->run("CREATE TABLE t (id integer, name text)");
  std::string data;
  for (int id = 0; id < 100'000; ++id) data += std::to_string(id) + "\tname of a row\n";
  EXPECT_EQ(connection->copy_in("COPY t FROM STDIN", data).affected, 100'000);
}

TEST_F(PostgresConnectionTest, CopyTellsWhichLineIsWrong) {
  connection->run("CREATE TABLE t (id integer)");
  const auto error =
      thrown<ServerError>([&] { connection->copy_in("COPY t FROM STDIN", "1\nx\n3\n"); });

  EXPECT_EQ(error.sqlstate, "22P02");
  EXPECT_THAT(error.context, HasSubstr("line 2"));
  EXPECT_EQ(connection->run("SELECT count(*) FROM t").rows, (std::vector<Row>{{"0"}}));
}

TEST_F(PostgresConnectionTest, CopyWithoutDataEndsInAnError) {
  connection->run("CREATE TABLE t (id integer)");
  const auto error =
      thrown<ServerError>([&] { connection->run("SELECT 1; COPY t FROM STDIN; SELECT 2"); });
  EXPECT_EQ(error.sqlstate, "22P04");
  EXPECT_EQ(error.completed, 1u);
  EXPECT_EQ(dynamic_cast<const Cancelled*>(&static_cast<const ServerError&>(error)), nullptr);
  thrown<ServerError>([&] { connection->query("COPY t FROM STDIN", {}); });
  EXPECT_EQ(connection->run("SELECT 1").rows, (std::vector<Row>{{"1"}}));
  EXPECT_EQ(connection->transaction(), Transaction::none);
}

TEST_F(PostgresConnectionTest, DataForAnotherStatementIsRefused) {
  thrown<ServerError>([&] { connection->copy_in("SELECT 1", "1\n"); });
  EXPECT_EQ(connection->run("SELECT 1").rows, (std::vector<Row>{{"1"}}));
}

TEST_F(PostgresConnectionTest, WhatCopySendsIsDropped) {
  const Result result =
      connection->run("COPY (SELECT generate_series(1, 100000)) TO STDOUT; SELECT 2");
  EXPECT_EQ(result.completed, 2u);
  EXPECT_THAT(result.rows, ElementsAre(Row{"2"}));
}

TEST_F(PostgresConnectionTest, ASignalGivesUpACopy) {
  connection->run(
      "CREATE TABLE t (id integer); CREATE FUNCTION slow() RETURNS trigger LANGUAGE "
      "plpgsql AS 'BEGIN PERFORM pg_sleep(0.01); RETURN NEW; END';"
      "CREATE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow()");
  std::string data;
  for (int id = 0; id < 1'000'000; ++id) data += "1\n";
  const int code = in_child([&] {
    Interrupt::install();
    const auto session = open();
    const Soon kill([] { ::kill(::getpid(), SIGTERM); });
    thrown<Cancelled>([&] { session->copy_in("COPY t FROM STDIN", data); });
    return session->run("SELECT count(*) FROM t").rows.at(0).at(0) == "0" ? 42 : 1;
  });
  EXPECT_EQ(code, 42);
}

TEST_F(PostgresConnectionTest, AStatementTimeoutIsACancel) {
  connection->run("SET statement_timeout = 20");
  EXPECT_EQ(thrown<Cancelled>([&] { connection->run("SELECT pg_sleep(30)"); }).sqlstate, "57014");
}

TEST_F(PostgresConnectionTest, APoolerIsNoticedAndInheritsNothing) {
  const test::PgBouncer pooler(server, "transaction");
  const auto pooled =
      postgres::open(config::parse_url(pooler.url(database.name())), {.search_path = "elsewhere"});

  EXPECT_TRUE(pooled->server().pooled);
  EXPECT_EQ(pooled->run("SHOW search_path").rows, (std::vector<Row>{{"\"$user\", public"}}));
  EXPECT_FALSE(connection->server().pooled);
}

}  // namespace
}  // namespace dunlin::db
