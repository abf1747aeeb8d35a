// What a PostgreSQL server answers to checks that are made before a plan runs.

#include "inspect/postgres/examiner.h"

#include "contract/connection_fixture.h"
#include "support/forwarding_connection.h"

namespace dunlin::inspect {
namespace {

using catalog::Answer;
using catalog::Check;
using sql::Element;
using sql::ElementKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using Kind = Check::Kind;

const Element kTable{ElementKind::relation, "public", "t", ""};
const Element kColumn{ElementKind::column, "public", "t", "a"};

class PostgresExaminerTest : public db::PostgresTest {
 protected:
  const std::unique_ptr<db::Connection> connection = open();

  void make(std::string_view sql) { connection->run(sql); }
  Answer answer(Check check) {
    return postgres::examiner().examine(*connection, {std::move(check)}).at(0);
  }
};

TEST_F(PostgresExaminerTest, CountsRowsInTheWay) {
  make("CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 1), (1, 2), (2, NULL), (2, NULL)");
  const Check checks[] = {{Kind::no_rows, kTable, {}},
                          {Kind::no_null, kTable, {"a"}},
                          {Kind::no_null, kTable, {"a", "b"}},
                          {Kind::distinct, kTable, {"a"}},
                          {Kind::distinct, kTable, {"a", "b"}}};

  const auto answers =
      postgres::examiner().examine(*connection, {std::begin(checks), std::end(checks)});

  std::vector<std::size_t> counts;
  for (const Answer& answer : answers) counts.push_back(answer.count);
  EXPECT_THAT(counts, ElementsAre(4, 0, 2, 2, 0));
}

TEST_F(PostgresExaminerTest, StopsCountingAtAThousand) {
  make("CREATE TABLE t AS SELECT NULL::int AS a FROM generate_series(1, 3000)");
  EXPECT_EQ(answer({Kind::no_null, kTable, {"a"}}).count, 1000U);
}

TEST_F(PostgresExaminerTest, WhatCannotBeCountedIsNotKnown) {
  const Answer answer = this->answer({Kind::no_rows, kTable, {}});
  EXPECT_FALSE(answer.known);
  EXPECT_TRUE(answer.holds());
  EXPECT_EQ(answer.why, "relation \"public.t\" does not exist");
}

TEST_F(PostgresExaminerTest, DoesNotWaitForATableThatIsLocked) {
  make("CREATE TABLE t (a int)");
  const auto other = open();
  other->run("BEGIN; LOCK TABLE t");
  EXPECT_FALSE(answer({Kind::no_rows, kTable, {}}).known);
}

TEST_F(PostgresExaminerTest, KnowsWhoMayDoWhat) {
  const std::string role = "examined_" + std::to_string(::getpid());
  make("CREATE ROLE " + role +
       "; CREATE TABLE t (a int); CREATE TYPE e AS ENUM ('x'); "
       "CREATE SCHEMA theirs AUTHORIZATION " +
       role +
       "; CREATE TABLE theirs.t (a int); "
       "REVOKE CREATE ON SCHEMA public FROM PUBLIC; SET ROLE " +
       role);
  const std::vector<Check> checks = {
      {Kind::owner, kTable, {}},
      {Kind::dropper, kTable, {}},
      {Kind::owner, {ElementKind::type, "public", "e", ""}, {}},
      {Kind::dropper, {ElementKind::relation, "theirs", "t", ""}, {}},
      {Kind::maker, {ElementKind::schema, "", "public", ""}, {}},
      {Kind::maker, {ElementKind::schema, "", "theirs", ""}, {}},
      {Kind::maker, {ElementKind::schema, "", "not_there", ""}, {}},
      {Kind::maker, {ElementKind::database, "", "", ""}, {}}};

  std::vector<bool> holds;
  for (const Answer& answer : postgres::examiner().examine(*connection, checks)) {
    holds.push_back(answer.holds());
  }

  EXPECT_THAT(holds, ElementsAre(false, false, false, true, false, true, true, false));
  EXPECT_EQ(answer(checks[0]).why, "belongs to the role \"postgres\"");
  EXPECT_EQ(answer(checks[4]).why, "gives no CREATE to the role \"" + role + "\"");
  make("RESET ROLE; DROP SCHEMA theirs CASCADE; DROP OWNED BY " + role + "; DROP ROLE " + role);
  for (const Answer& answer : postgres::examiner().examine(*connection, checks)) {
    EXPECT_TRUE(answer.holds());
  }
}

TEST_F(PostgresExaminerTest, KnowsWhichExtensionsThereAre) {
  EXPECT_TRUE(answer({Kind::extension, {ElementKind::extension, "", "plpgsql", ""}, {}}).holds());
  EXPECT_EQ(answer({Kind::extension, {ElementKind::extension, "", "nothing", ""}, {}}).why,
            "is not installed on the server");
}

TEST_F(PostgresExaminerTest, FindsWhatNeedsAColumn) {
  make(
      "CREATE TABLE t (a int UNIQUE, b int); CREATE TABLE u (a int REFERENCES t (a)); "
      "CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT b FROM t; "
      "CREATE POLICY p ON t USING (a > 0); "
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'; "
      "CREATE TRIGGER g AFTER UPDATE OF a ON t EXECUTE FUNCTION f()");
  const Element view{ElementKind::relation, "public", "v", ""};
  const Element policy{ElementKind::policy, "public", "t", "p"};
  const Element trigger{ElementKind::trigger, "public", "t", "g"};
  const Element key{ElementKind::constraint, "public", "u", "u_a_fkey"};
  EXPECT_THAT(answer({Kind::unexpressed, kColumn, {}}).users,
              UnorderedElementsAre(view, policy, trigger));
  EXPECT_THAT(answer({Kind::unused, kColumn, {}}).users,
              UnorderedElementsAre(view, policy, trigger, key));
}

TEST_F(PostgresExaminerTest, FindsWhatNeedsATableOrType) {
  make(
      "CREATE TYPE e AS ENUM ('x'); CREATE TABLE t (a int PRIMARY KEY, e e, up int REFERENCES t); "
      "CREATE TABLE u (a int REFERENCES t); CREATE MATERIALIZED VIEW m AS SELECT count(*) FROM t; "
      "CREATE POLICY p ON t USING (a > 0)");
  EXPECT_THAT(answer({Kind::unused, kTable, {}}).users,
              UnorderedElementsAre(Element{ElementKind::relation, "public", "m", ""},
                                   Element{ElementKind::constraint, "public", "u", "u_a_fkey"}));
  EXPECT_THAT(answer({Kind::unused, {ElementKind::type, "public", "e", ""}, {}}).users,
              ElementsAre(Element{ElementKind::column, "public", "t", "e"}));
  EXPECT_THAT(answer({Kind::unused, {ElementKind::relation, "public", "u", ""}, {}}).users,
              IsEmpty());
}

// What it says is in the way is what the server would say.
TEST_F(PostgresExaminerTest, AgreesWithTheServer) {
  make("CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a FROM t");
  for (const std::string column : {"a", "b"}) {
    const Element element{ElementKind::column, "public", "t", column};
    for (const bool drop : {false, true}) {
      const std::string ddl = drop ? "DROP COLUMN " + column : "ALTER " + column + " TYPE bigint";
      bool refused = false;
      try {
        connection->run("BEGIN; ALTER TABLE t " + ddl);
      } catch (const db::ServerError&) {
        refused = true;
      }
      connection->run("ROLLBACK");
      const Kind kind = drop ? Kind::unused : Kind::unexpressed;
      EXPECT_EQ(answer({kind, element, {}}).holds(), !refused) << ddl;
    }
  }
}

TEST_F(PostgresExaminerTest, LeavesATransactionUsable) {
  make("CREATE TABLE t (a int); BEGIN");
  answer({Kind::no_rows, {ElementKind::relation, "public", "nothing", ""}, {}});
  answer({Kind::owner, kTable, {}});
  EXPECT_EQ(connection->transaction(), db::Transaction::open);
  EXPECT_EQ(answer({Kind::no_rows, kTable, {}}).count, 0U);
  make("ROLLBACK");
}

/// A server that does not know what it is asked about rights.
class Refusing final : public test::ForwardingConnection {
 public:
  using ForwardingConnection::ForwardingConnection;
  db::Result run(std::string_view sql) override {
    if (sql.find("has_schema_privilege") == std::string_view::npos) {
      return ForwardingConnection::run(sql);
    }
    throw db::ServerError(Error(code::kRevisionFailed, "no such function").first());
  }
};

TEST_F(PostgresExaminerTest, WhatTheServerRefusesToTellIsNotKnown) {
  make("CREATE TABLE t (a int)");
  Refusing refusing(open());
  const auto answers = postgres::examiner().examine(
      refusing,
      {{Kind::owner, kTable, {}}, {Kind::unused, kTable, {}}, {Kind::no_rows, kTable, {}}});
  EXPECT_FALSE(answers[0].known);
  EXPECT_EQ(answers[0].why, "no such function");
  EXPECT_TRUE(answers[1].known);
  EXPECT_TRUE(answers[2].known);
}

}  // namespace
}  // namespace dunlin::inspect
