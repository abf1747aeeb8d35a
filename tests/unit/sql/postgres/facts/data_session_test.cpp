#include <gtest/gtest.h>

#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

using namespace test;

TEST(DataFactsTest, DataIsForTheLedgerAlone) {
  for (const char* sql :
       {"insert into t values (1)", "update t set a = 1", "delete from t", "truncate t",
        "select f()", "do $$ begin end $$", "call p()", "copy t from stdin;\n\\.\n",
        "merge into t using u on t.a = u.a when matched then delete", "values (1)"}) {
    EXPECT_EQ(claims(sql), "once") << sql;
    EXPECT_TRUE(facts(sql).opaque) << sql;
    EXPECT_TRUE(facts(sql).parsed) << sql;
  }
}

TEST(DataFactsTest, EffectsByColumn) {
  EXPECT_EQ(
      effects("insert into s.t (a, b) select x, y from u on conflict (a) do update set c = 1"),
      "change column \"a\" of \"s.t\"\n"
      "change column \"b\" of \"s.t\"\n"
      "change column \"c\" of \"s.t\"\n"
      "change relation \"s.t\"\n"
      "read relation \"u\"");
  EXPECT_EQ(effects("update t set a = u.b from u where u.id = t.id"),
            "change column \"a\" of \"t\"\n"
            "change relation \"t\"\n"
            "read column \"b\" of \"u\"\n"
            "read column \"id\" of \"t\"\n"
            "read column \"id\" of \"u\"\n"
            "read relation \"u\"");
  EXPECT_EQ(effects("copy t (a) from stdin;\n\\.\n"),
            "change column \"a\" of \"t\"\nchange relation \"t\"");
  EXPECT_EQ(effects("with d as (delete from a returning x) insert into b select x from d"),
            "change relation \"a\"\nchange relation \"b\"");
}

TEST(DataFactsTest, Locks) {
  EXPECT_EQ(locks("delete from t"), "ROW EXCLUSIVE on relation \"t\"");
  EXPECT_EQ(locks("select * from t"), "ACCESS SHARE on relation \"t\"");
  EXPECT_EQ(locks("select * from t for update"), "ROW SHARE on relation \"t\"");
  EXPECT_EQ(locks("truncate t"), "ACCESS EXCLUSIVE on relation \"t\"");
  EXPECT_TRUE(facts("delete from t").actions[0].loses_data);
  EXPECT_TRUE(facts("truncate t").actions[0].loses_data);
}

TEST(DataFactsTest, ManyRowsAreNotParsed) {
  std::string sql = "insert into \"S\".t (a, \"B\") values ('one', 1)";
  for (int i = 0; i < 5000; ++i) sql += ", ('two', " + std::to_string(i) + ")";
  EXPECT_EQ(effects(sql),
            "change column \"B\" of \"S.t\"\n"
            "change column \"a\" of \"S.t\"\n"
            "change relation \"S.t\"");
  EXPECT_EQ(claims(sql), "once");
  EXPECT_EQ(facts(sql).words, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(effects(sql + ", ((select x from u), 1)"),
            "change column \"B\" of \"S.t\"\n"
            "change column \"a\" of \"S.t\"\n"
            "change relation \"S.t\"\n"
            "read relation \"u\"");
}

TEST(DataFactsTest, DepthDoesNotKill) {
  std::string sql = "select 1";
  for (int i = 0; i < 300000; ++i) sql += "+1";
  EXPECT_EQ(claims(sql), "once");
  EXPECT_TRUE(facts(sql).parsed);
}

TEST(DataFactsTest, WhatReachesOutside) {
  EXPECT_EQ(facts("copy t from program 'x'").scope, Scope::outside);
  EXPECT_EQ(facts("copy t to '/tmp/x'").scope, Scope::outside);
  EXPECT_EQ(facts("copy t from stdin;\n\\.\n").scope, Scope::table);
  EXPECT_EQ(facts("create role r").scope, Scope::cluster);
  EXPECT_EQ(facts("alter system set a = 1").scope, Scope::cluster);
  EXPECT_EQ(facts("alter database d set a = 1").scope, Scope::database);
}

TEST(SessionFactsTest, WhereNamesLead) {
  EXPECT_EQ(facts("set search_path = a, \"B\"").search_path, (std::vector<std::string>{"a", "B"}));
  EXPECT_EQ(facts("select pg_catalog.set_config('search_path', 'A, \"B\"', false)").search_path,
            (std::vector<std::string>{"a", "B"}));
  EXPECT_EQ(facts("select pg_catalog.set_config('search_path', '', false)").search_path,
            std::vector<std::string>());
  EXPECT_EQ(facts("set work_mem = '1MB'").search_path, std::nullopt);
  EXPECT_EQ(claims("select set_config('search_path', '', false)"), "repeatable");
}

TEST(SessionFactsTest, WhatDoesNoHarmAgain) {
  for (const char* sql : {"analyze t", "vacuum t", "reindex table t", "cluster t", "notify n",
                          "listen n", "show a", "explain delete from t", "checkpoint"}) {
    EXPECT_EQ(claims(sql), "repeatable") << sql;
    EXPECT_FALSE(facts(sql).opaque) << sql;
  }
  EXPECT_EQ(claims("explain analyze delete from t"), "once");
}

TEST(SessionFactsTest, WhatPreparesTheSession) {
  for (const char* sql : {"set a = 1", "set local role r", "reset a", "lock table t", "discard all",
                          "prepare p as select 1", "deallocate p", "set constraints all deferred",
                          "declare c cursor for select 1", "load 'a'"}) {
    EXPECT_EQ(claims(sql), "of session") << sql;
    EXPECT_FALSE(facts(sql).opaque) << sql;
  }
}

TEST(SessionFactsTest, MaintenanceLocks) {
  EXPECT_EQ(locks("vacuum full t"), "ACCESS EXCLUSIVE on relation \"t\"");
  EXPECT_EQ(locks("analyze t"), "SHARE UPDATE EXCLUSIVE on relation \"t\"");
  EXPECT_EQ(locks("lock table a in share mode"), "SHARE on relation \"a\"");
  EXPECT_EQ(locks("lock table a"), "ACCESS EXCLUSIVE on relation \"a\"");
  EXPECT_EQ(locks("reindex index i"), "ACCESS EXCLUSIVE on relation \"i\"");
}

TEST(UnknownFactsTest, WhatIsNotUnderstoodIsOpaque) {
  for (const std::string& sql : {std::string("selec 1"), std::string("create table t (a int"),
                                 std::string("select '\xFF'"), std::string("select 1\0", 9)}) {
    const Statement statement{0, sql};
    const Facts unknown = reader().facts(statement);
    EXPECT_TRUE(unknown.opaque);
    EXPECT_FALSE(unknown.parsed);
    ASSERT_EQ(unknown.actions.size(), 1U);
    EXPECT_EQ(unknown.actions[0].text, (Range{0, sql.size()}));
    EXPECT_TRUE(std::holds_alternative<Once>(unknown.actions[0].claims[0]));
  }
}

}  // namespace
}  // namespace dunlin::sql::postgres
