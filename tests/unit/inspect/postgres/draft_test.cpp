#include "inspect/postgres/draft.h"

#include <gmock/gmock.h>

namespace dunlin::inspect::postgres {
namespace {

using sql::ElementKind;
using testing::ElementsAre;

const sql::Element kColumn{ElementKind::column, "public", "t", "a"};

/// Of a whole statement, in which `name` is read in the place of a copy.
Attempt attempt(const std::string& statement, const std::string& name) {
  sql::Action action;
  action.text = {0, statement.size()};
  const std::size_t begin = statement.find(name);
  action.draft = {{{begin, begin + name.size()}}, {}, {}};
  return attempt_of({statement, &action, true});
}

TEST(DraftTest, ANameKeepsItsLastPart) {
  EXPECT_EQ(attempt("CREATE TYPE \"a.b\" . \"C\" AS ENUM ()", "\"a.b\" . \"C\"").text,
            "CREATE TYPE pg_temp.\"C\" AS ENUM ()");
}

TEST(DraftTest, QueriesAreNotRun) {
  EXPECT_EQ(attempt("CREATE TABLE s.t (a) AS SELECT (1) WITH DATA", "s.t").text,
            "CREATE TABLE pg_temp.t (a) AS SELECT (1)  WITH NO DATA");
  EXPECT_EQ(attempt("CREATE TABLE s.t AS SELECT x AS data", "s.t").text,
            "CREATE TABLE pg_temp.t AS SELECT x AS data WITH NO DATA");
  EXPECT_EQ(attempt("CREATE TABLE s.t (a text DEFAULT CAST(1 AS text))", "s.t").text,
            "CREATE TABLE pg_temp.t (a text DEFAULT CAST(1 AS text))");
}

TEST(DraftTest, AMaterializedViewIsTriedAsAView) {
  const Attempt view = attempt(
      "CREATE MATERIALIZED VIEW IF NOT EXISTS s.m (a) USING heap WITH (x = 1) TABLESPACE y AS "
      "SELECT 1 WITH NO DATA",
      "s.m");
  EXPECT_EQ(view.text, "CREATE VIEW pg_temp.m (a)  AS SELECT 1 ");
  EXPECT_TRUE(view.materialized);
}

TEST(DraftTest, ATypeIsChangedWithoutItsExpressionIfNeedBe) {
  EXPECT_EQ(attempt("ALTER TABLE s.t ALTER a TYPE int USING f(a)", "s.t").instead,
            "ALTER TABLE pg_temp.t ALTER a TYPE int  USING NULL");
  EXPECT_EQ(attempt("ALTER TABLE s.t ALTER a SET DEFAULT 1", "s.t").instead, "");
  EXPECT_EQ(attempt("ALTER TABLE s.t ADD type text", "s.t").instead, "");
}

TEST(DraftTest, WithoutADraftTheClaimTells) {
  sql::Action action;
  action.claims = {sql::Renamed{kColumn, {ElementKind::column, "public", "t", "b"}}};
  EXPECT_EQ(attempt_of({"", &action, false}).text,
            "ALTER TABLE pg_temp.\"t\" RENAME COLUMN \"a\" TO \"b\"");
  EXPECT_THAT(undoing(action),
              ElementsAre("ALTER TABLE pg_temp.\"t\" RENAME COLUMN \"b\" TO \"a\""));
  action.claims = {sql::Gone{kColumn}};
  EXPECT_EQ(attempt_of({"", &action, false}).text,
            "ALTER TABLE pg_temp.\"t\" DROP COLUMN IF EXISTS \"a\" CASCADE");
  action.claims = {sql::Once{}};
  EXPECT_EQ(attempt_of({"", &action, false}).text, "");
}

}  // namespace
}  // namespace dunlin::inspect::postgres
