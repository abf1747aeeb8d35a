// What the rows that a table has must be like for a statement to get through (SQLite 3.40,
// sqlite3AlterFinishAddColumn).

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "sql/sqlite/reader.h"

namespace dunlin::sql::sqlite {
namespace {

std::string demands(const std::string& text) {
  std::vector<std::string> all;
  const Script script = reader().split(text);
  for (const Statement& statement : script.statements) {
    for (const Action& action : reader().facts(statement).actions) {
      for (const Demand& demand : action.demands) {
        all.push_back(fmt::format("{}({})",
                                  demand.kind == Demand::Kind::no_rows ? "no rows" : "distinct",
                                  fmt::join(demand.columns, ",")));
      }
    }
  }
  return fmt::format("{}", fmt::join(all, " "));
}

TEST(DemandsTest, AColumnThatNothingFillsWantsNoRows) {
  EXPECT_EQ(demands("ALTER TABLE t ADD a INT NOT NULL"), "no rows(a)");
  EXPECT_EQ(demands("ALTER TABLE t ADD a INT NOT NULL DEFAULT NULL"), "no rows(a)");
  EXPECT_EQ(demands("ALTER TABLE t ADD a INT NOT NULL DEFAULT 0"), "");
  EXPECT_EQ(demands("ALTER TABLE t ADD a INT"), "");
}

TEST(DemandsTest, ADefaultThatIsComputedWantsNoRows) {
  EXPECT_EQ(demands("ALTER TABLE t ADD a TEXT DEFAULT CURRENT_TIMESTAMP"), "no rows(a)");
  EXPECT_EQ(demands("ALTER TABLE t ADD a TEXT DEFAULT (datetime('now'))"), "no rows(a)");
  EXPECT_EQ(demands("ALTER TABLE t ADD a TEXT DEFAULT 'f(x)'"), "");
  EXPECT_EQ(demands("ALTER TABLE t ADD a INT DEFAULT (1)"), "");
}

TEST(DemandsTest, AStoredColumnWantsNoRows) {
  EXPECT_EQ(demands("ALTER TABLE t ADD a INT AS (b + 1) STORED"), "no rows(a)");
  EXPECT_EQ(demands("ALTER TABLE t ADD a INT NOT NULL AS (b + 1)"), "");
}

TEST(DemandsTest, AUniqueIndexWantsValuesThatDiffer) {
  EXPECT_EQ(demands("CREATE UNIQUE INDEX i ON t (a, b DESC)"), "distinct(a,b)");
  EXPECT_EQ(demands("CREATE INDEX i ON t (a)"), "");
  EXPECT_EQ(demands("CREATE UNIQUE INDEX i ON t (lower(a))"), "");
  EXPECT_EQ(demands("CREATE UNIQUE INDEX i ON t (a COLLATE NOCASE)"), "");
  EXPECT_EQ(demands("CREATE UNIQUE INDEX i ON t (a) WHERE b"), "");
}

}  // namespace
}  // namespace dunlin::sql::sqlite
