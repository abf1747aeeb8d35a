#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using test::effects;
using testing::ElementsAre;

TEST(DataTest, OnlyTheLedgerKnowsWhetherItRan) {
  for (const char* text : {"insert into t values (1)", "INSERT OR REPLACE INTO t DEFAULT VALUES",
                           "replace into t "
                           "select 1",
                           "update t set a = 1", "delete from t",
                           "with x as (select 1) insert into t "
                           "select * from x"}) {
    const Facts facts = test::facts(text);
    EXPECT_TRUE(facts.parsed) << text;
    EXPECT_TRUE(facts.opaque) << text;
    EXPECT_THAT(claims(text), ElementsAre("once")) << text;
  }
}

TEST(DataTest, InsertChangesWhatItNames) {
  EXPECT_THAT(effects("insert into main.T as x values (1)"), ElementsAre("change relation main.t"));
  EXPECT_THAT(
      effects("insert into t (A, b) select a, c from u where a in (select x from v)"),
      ElementsAre("change column t.a", "change column t.b", "read relation u", "read relation v"));
  EXPECT_THAT(effects("insert into t (a) values ((select max(a) from t))"),
              ElementsAre("change column t.a"));
}

TEST(DataTest, UpdateChangesWhatItSets) {
  EXPECT_THAT(effects("update or ignore t as x set a = (b, 1), (c, \"D\") = (1, 2), e = a is not "
                      "distinct from 1 from u where f in (select 1 from v)"),
              ElementsAre("change column t.a", "change column t.c", "change column t.d",
                          "change column t.e", "read relation u", "read relation v"));
}

TEST(DataTest, DeleteChangesTheTable) {
  EXPECT_THAT(effects("with old as (select * from u) delete from t where a in old"),
              ElementsAre("change relation t", "read relation u"));
  EXPECT_TRUE(test::facts("delete from t").actions.front().loses_data);
}

}  // namespace
}  // namespace dunlin::sql::sqlite
