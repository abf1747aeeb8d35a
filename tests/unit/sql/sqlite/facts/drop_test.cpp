#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using testing::ElementsAre;

TEST(DropTest, WhatIsDroppedIsGone) {
  EXPECT_THAT(claims("DROP TABLE Users"), ElementsAre("gone relation users"));
  EXPECT_THAT(claims("drop index if exists main.i"), ElementsAre("gone relation main.i if exists"));
  EXPECT_THAT(claims("drop view v"), ElementsAre("gone relation v"));
  EXPECT_THAT(test::effects("drop view v"), ElementsAre("drop relation v"));
}

TEST(DropTest, ATriggerIsNamedWithoutItsTable) {
  const Facts facts = test::facts("drop trigger if exists main.g");
  const Element trigger{ElementKind::trigger, "main", "", "g"};

  EXPECT_EQ(std::get<Gone>(facts.actions.front().claims.front()).element, trigger);
  EXPECT_EQ(facts.actions.front().effects.front().element, trigger);
}

TEST(DropTest, OnlyATableHasRows) {
  EXPECT_TRUE(test::facts("drop table t").actions.front().loses_data);
  EXPECT_FALSE(test::facts("drop view t").actions.front().loses_data);
}

TEST(DropTest, WhatIsNotUnderstoodIsOpaque) {
  for (const char* text : {"drop", "drop table", "drop table t u", "drop table t cascade",
                           "drop schema s", "drop table if exists"}) {
    EXPECT_FALSE(test::facts(text).parsed) << text;
  }
}

}  // namespace
}  // namespace dunlin::sql::sqlite
