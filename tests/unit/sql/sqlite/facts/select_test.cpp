#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using testing::ElementsAre;

TEST(SelectTest, AQueryChangesNothing) {
  for (const char* text :
       {"select 1", "values (1), (2)", "select count(*) filter (where a) over (order by b) from t",
        "with x(n) as (select 1) select max(n) from x", "select * from pragma_table_info('t')",
        "select name from t where a in (1) and exists (select 1)"}) {
    EXPECT_THAT(claims(text), ElementsAre("repeatable")) << text;
  }
  EXPECT_THAT(test::effects("select * from a, b"),
              ElementsAre("read relation a", "read relation b"));
}

TEST(SelectTest, AFunctionOfAnExtensionMayDoAnything) {
  for (const char* text :
       {"select AddGeometryColumn('t', 'g', 4326, 'POINT')", "select load_extension('x')",
        "with x as (select f(1)) select * from x", "select \"F\"(1)"}) {
    EXPECT_THAT(claims(text), ElementsAre("once")) << text;
    EXPECT_TRUE(test::facts(text).opaque) << text;
  }
}

}  // namespace
}  // namespace dunlin::sql::sqlite
