#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using test::effects;
using testing::ElementsAre;

TEST(AlterTableTest, RenamesOfTables) {
  EXPECT_THAT(claims("ALTER TABLE main.T_new RENAME TO \"T\""),
              ElementsAre("relation main.t_new -> relation main.t"));
  EXPECT_THAT(effects("alter table a rename to b"), ElementsAre("rename relation a -> relation b"));
}

TEST(AlterTableTest, RenamesOfColumns) {
  EXPECT_THAT(claims("alter table t rename column A to b"),
              ElementsAre("column t.a -> column t.b"));
  EXPECT_THAT(claims("alter table t rename a to b"), ElementsAre("column t.a -> column t.b"));
}

TEST(AlterTableTest, AddedColumnsBringTheirConstraints) {
  EXPECT_THAT(claims("alter table t add column A int not null default 0 references u (id)"),
              ElementsAre("column t.a {default=0, not_null=true, type=int}",
                          "constraint t.t_a_fkey? {columns=a, kind=foreign key, "
                          "referenced_columns=id, references=main.u}"));
  EXPECT_THAT(claims("alter table t add a"), ElementsAre("column t.a {}"));
  EXPECT_THAT(effects("alter table t add a references u"),
              ElementsAre("create column t.a", "read relation u"));
}

TEST(AlterTableTest, WhatIsCheckedReadsTheRows) {
  const auto work = [](const char* text) { return test::facts(text).actions.front().work; };

  EXPECT_EQ(work("alter table t add a int not null default 0"), Work::none);
  EXPECT_EQ(work("alter table t add a int check (a > 0)"), Work::scan);
  EXPECT_EQ(work("alter table t add a int not null as (b)"), Work::scan);
  EXPECT_EQ(work("alter table t drop a"), Work::rewrite);
}

TEST(AlterTableTest, DroppedColumnsAreGone) {
  EXPECT_THAT(claims("alter table T drop column A"), ElementsAre("gone column t.a"));
  EXPECT_THAT(claims("alter table t drop a"), ElementsAre("gone column t.a"));
  EXPECT_TRUE(test::facts("alter table t drop a").actions.front().loses_data);
}

TEST(AlterTableTest, ARebuildIsMadeOfWhatItIsMadeOf) {
  EXPECT_THAT(claims("create table t_new (a)"),
              ElementsAre("relation t_new {kind=table}", "column t_new.a {}"));
  EXPECT_THAT(claims("insert into t_new (a) select a from t"), ElementsAre("once"));
  EXPECT_THAT(claims("drop table t"), ElementsAre("gone relation t"));
  EXPECT_THAT(claims("alter table t_new rename to t"), ElementsAre("relation t_new -> relation t"));
}

TEST(AlterTableTest, WhatIsNotUnderstoodIsOpaque) {
  for (const char* text :
       {"alter table t", "alter table t rename", "alter table t rename to", "alter table t add",
        "alter table t add a, b", "alter table t drop a, b", "alter table t alter a type int",
        "alter table t rename a b", "alter table t add constraint c check (a)"}) {
    EXPECT_FALSE(test::facts(text).parsed) << text;
  }
}

}  // namespace
}  // namespace dunlin::sql::sqlite
