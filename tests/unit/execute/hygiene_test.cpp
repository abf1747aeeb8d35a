#include "execute/hygiene.h"

#include <gmock/gmock.h>

#include <memory>

#include "sql/postgres/reader.h"

namespace dunlin::execute {
namespace {

bool touches(const std::string& script) {
  plan::Step step;
  step.script.emplace();
  step.script->text = std::make_shared<const std::string>(script);
  step.script->statements = sql::postgres::reader().split(step.script->text.view()).statements;
  return touches_session(step);
}

TEST(HygieneTest, PlainStatementsLeaveNothingBehind) {
  EXPECT_FALSE(touches("CREATE TABLE t (id int);\ninsert into t values (1);\nDROP TABLE t;"));
  EXPECT_FALSE(touches("ALTER TABLE t ADD c int;\nTRUNCATE t;\nGRANT SELECT ON t TO r;"));
  EXPECT_FALSE(touches_session(plan::Step{}));
}

TEST(HygieneTest, WhatMayLeaveSomethingTouchesTheSession) {
  for (const char* script :
       {"SET search_path = x", "SET ROLE app", "DISCARD ALL", "PREPARE p AS SELECT 1",
        "CREATE TEMP TABLE t (id int)", "create temporary view v as select 1",
        "SELECT set_config('a.b', 'c', false)", "UPDATE t SET a = set_config('a.b', 'c', false)",
        "PRAGMA foreign_keys = ON", "ATTACH 'x.db' AS x", "LISTEN l", "DO $$BEGIN END$$",
        "WITH a AS (SELECT 1) SELECT 1", "CALL p()"}) {
    EXPECT_TRUE(touches(script)) << script;
    EXPECT_TRUE(touches("CREATE TABLE t (id int);\n" + std::string(script))) << script;
  }
}

std::size_t ahead(const std::string& script) {
  return settings_ahead(sql::postgres::reader().split(script).statements);
}

TEST(HygieneTest, TheIsolationOfATransactionIsSetBeforeItsFirstQuery) {
  EXPECT_EQ(ahead("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SET LOCAL a.b = 1; SELECT 1"), 1U);
  EXPECT_EQ(ahead("SET LOCAL a.b = 1; set  session\ntransaction read write; SELECT 1"), 2U);
  EXPECT_EQ(ahead("SELECT 1; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"), 0U);
  EXPECT_EQ(ahead("SET LOCAL a.b = 1; SELECT 1"), 0U);
}

}  // namespace
}  // namespace dunlin::execute
