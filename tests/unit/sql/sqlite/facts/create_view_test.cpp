#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using test::effects;
using testing::ElementsAre;

TEST(CreateViewTest, TheDefinitionIsWhatFollowsTheName) {
  EXPECT_THAT(claims("CREATE VIEW V AS SELECT A FROM T"),
              ElementsAre("relation v {definition=as select a from t, kind=view}"));
  EXPECT_THAT(claims("create view if not exists v(x) as select 1"),
              ElementsAre("relation v {definition=(x) as select 1, kind=view} if not exists"));
}

TEST(CreateViewTest, TemporaryOnesLeaveNothing) {
  EXPECT_THAT(claims("create temporary view v as select 1"), ElementsAre("repeatable"));
}

TEST(CreateViewTest, EveryTableOfTheQueryIsRead) {
  EXPECT_THAT(
      effects("create view v as select (select max(x) from c) from a, main.b as y left join "
              "(d join e on true) on a.i in (select 1 from f), g where a is not distinct "
              "from h union select 1 from json_each(a.j)"),
      ElementsAre("create relation v", "read relation c", "read relation a", "read relation main.b",
                  "read relation d", "read relation e", "read relation f", "read relation g"));
}

TEST(CreateViewTest, CommonTableExpressionsAreNoTables) {
  EXPECT_THAT(effects("create view v as with recursive x(n) as (select 1 union select n from x), "
                      "y as not materialized (select * from t) select * from x, y, z"),
              ElementsAre("create relation v", "read relation t", "read relation z"));
}

}  // namespace
}  // namespace dunlin::sql::sqlite
