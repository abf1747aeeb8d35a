#include "execute/sqlite/shell.h"

#include <gmock/gmock.h>

namespace dunlin::execute::sqlite {
namespace {

using testing::Eq;
using testing::Optional;

TEST(ShellTest, ALineThatWouldEndAStatementIsShielded) {
  EXPECT_EQ(shielded("SELECT 8\n/\n2"), "SELECT 8\n/**/ /\n2");
  EXPECT_EQ(shielded("SELECT 1 AS\n GO \nFROM t"), "SELECT 1 AS\n /**/ GO \nFROM t");
}

TEST(ShellTest, OtherLinesStayAsTheyAre) {
  for (const char* text : {"SELECT 8 / 2", "SELECT '\n/\ngo\n'", "SELECT go\nFROM t",
                           "SELECT 1 AS\ngone", "/* \n/\n */"}) {
    EXPECT_EQ(shielded(text), text);
  }
}

TEST(ShellTest, ColumnsAreCountedWhereTheyAreListed) {
  EXPECT_THAT(columns_of_query("SELECT count(*) = 0 FROM t"), Optional(1U));
  EXPECT_THAT(columns_of_query("SELECT DISTINCT a * b, f(c, d), (SELECT 1, 2) FROM t"),
              Optional(3U));
  EXPECT_THAT(columns_of_query("WITH x (a, b) AS (SELECT 1, 2) SELECT a FROM x"), Optional(1U));
  EXPECT_THAT(columns_of_query("VALUES (1, 2), (3, 4)"), Optional(2U));
  EXPECT_THAT(columns_of_query("SELECT 1, 2 UNION SELECT 3, 4"), Optional(2U));
}

TEST(ShellTest, AStarHidesThem) {
  EXPECT_EQ(columns_of_query("SELECT * FROM t"), std::nullopt);
  EXPECT_EQ(columns_of_query("SELECT a, t.* FROM t"), std::nullopt);
  EXPECT_EQ(columns_of_query("SELECT DISTINCT * FROM t"), std::nullopt);
  EXPECT_EQ(columns_of_query("PRAGMA foreign_key_check"), std::nullopt);
}

}  // namespace
}  // namespace dunlin::execute::sqlite
