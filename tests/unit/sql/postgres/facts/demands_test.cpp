// What the rows that a table has must be like for a statement to get through.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

using namespace test;

std::string demands(const std::string& statement) {
  std::vector<std::string> all;
  for (const Action& action : facts(statement).actions) {
    for (const Demand& demand : action.demands) {
      const std::string_view kind = demand.kind == Demand::Kind::no_rows   ? "no rows"
                                    : demand.kind == Demand::Kind::no_null ? "no null"
                                                                           : "distinct";
      all.push_back(fmt::format("{}({})", kind, fmt::join(demand.columns, ",")));
    }
  }
  return fmt::format("{}", fmt::join(all, " "));
}

TEST(DemandsTest, NotNullWantsValues) {
  EXPECT_EQ(demands("alter table t alter a set not null, alter b drop not null"), "no null(a)");
}

TEST(DemandsTest, AKeyWantsValuesThatDiffer) {
  EXPECT_EQ(demands("alter table t add primary key (a, b)"), "no null(a,b) distinct(a,b)");
  EXPECT_EQ(demands("alter table t add unique (a, b)"), "distinct(a,b)");
  EXPECT_EQ(demands("create unique index on t (a, b desc)"), "distinct(a,b)");
  EXPECT_EQ(demands("alter table t add unique using index i"), "");
}

TEST(DemandsTest, AKeyOfMoreThanColumnsIsLeftToTheServer) {
  EXPECT_EQ(demands("create index on t (a)"), "");
  EXPECT_EQ(demands("create unique index on t (lower(a))"), "");
  EXPECT_EQ(demands("create unique index on t (a) where b"), "");
  EXPECT_EQ(demands("create unique index on t (a collate \"C\")"), "");
  EXPECT_EQ(demands("create unique index on t (a text_pattern_ops)"), "");
}

TEST(DemandsTest, AColumnThatNothingFillsWantsNoRows) {
  EXPECT_EQ(demands("alter table t add a int not null"), "no rows(a)");
  EXPECT_EQ(demands("alter table t add a text not null, add b int"), "no rows(a)");
  EXPECT_EQ(demands("alter table t add a int primary key"), "no rows(a) no null(a) distinct(a)");
}

TEST(DemandsTest, AColumnThatSomethingFillsWantsNothing) {
  EXPECT_EQ(demands("alter table t add a int not null default 0"), "");
  EXPECT_EQ(demands("alter table t add a serial not null"), "");
  EXPECT_EQ(demands("alter table t add a int not null generated always as identity"), "");
  EXPECT_EQ(demands("alter table t add a int not null generated always as (b + 1) stored"), "");
  // A domain may have a default.
  EXPECT_EQ(demands("alter table t add a money_amount not null"), "");
}

TEST(DemandsTest, ANewTableHasNoRows) {
  EXPECT_EQ(demands("create table t (a int not null primary key, b int unique)"), "");
  EXPECT_EQ(demands("create unique index on pg_temp.t (a)"), "");
}

}  // namespace
}  // namespace dunlin::sql::postgres
