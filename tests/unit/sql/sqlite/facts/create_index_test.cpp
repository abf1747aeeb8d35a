#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using test::effects;
using testing::ElementsAre;

TEST(CreateIndexTest, KeysHaveALineEach) {
  EXPECT_THAT(claims("CREATE UNIQUE INDEX IF NOT EXISTS I ON Users (\"Email\" COLLATE NOCASE DESC, "
                     "id ASC, lower( Name ))"),
              ElementsAre("relation i {keys=email collate nocase desc|id|lower(name), kind=index, "
                          "table=main.users, unique=true} if not exists"));
}

TEST(CreateIndexTest, ThePredicateIsAnExpression) {
  EXPECT_THAT(claims("create index main.i on t (a) where A is not null"),
              ElementsAre("relation main.i {keys=a, kind=index, predicate=a is not null, "
                          "table=main.t}"));
}

TEST(CreateIndexTest, ItBuildsAndReadsItsColumns) {
  const Facts facts = test::facts("create index i on t (a, lower(b), c desc)");

  EXPECT_EQ(facts.actions.front().work, Work::build);
  EXPECT_THAT(
      effects("create index i on t (a, lower(b), c desc)"),
      ElementsAre("create relation i", "read relation t", "read column t.a", "read column t.c"));
}

TEST(CreateIndexTest, WhatIsNotUnderstoodIsOpaque) {
  for (const char* text : {"create index i on", "create index i on t", "create index i on t (a",
                           "create index i on t (a) using x", "create index on t (a)"}) {
    EXPECT_FALSE(test::facts(text).parsed) << text;
  }
}

}  // namespace
}  // namespace dunlin::sql::sqlite
