#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using testing::ElementsAre;

TEST(SettingsTest, TheyDoNoHarmTwice) {
  for (const char* text :
       {"pragma foreign_keys = off", "PRAGMA main.user_version(3)", "analyze", "reindex t",
        "vacuum", "explain query plan select 1", "attach 'f' as x", "detach x"}) {
    EXPECT_THAT(claims(text), ElementsAre("repeatable")) << text;
    EXPECT_TRUE(test::facts(text).parsed) << text;
    EXPECT_FALSE(test::facts(text).opaque) << text;
  }
}

TEST(SettingsTest, WhatTheyReach) {
  const auto scope = [](const char* text) { return test::facts(text).scope; };

  EXPECT_EQ(scope("pragma user_version = 1"), Scope::database);
  EXPECT_EQ(scope("attach database 'f' as x"), Scope::outside);
  EXPECT_EQ(scope("detach x"), Scope::outside);
  EXPECT_EQ(scope("vacuum"), Scope::database);
  EXPECT_EQ(scope("vacuum main into 'f'"), Scope::outside);
  EXPECT_EQ(scope("analyze t"), Scope::table);
}

TEST(SettingsTest, AFileIsNotWrittenTwice) {
  EXPECT_THAT(claims("vacuum into 'f'"), ElementsAre("once"));
}

TEST(SettingsTest, WhatIsTakenBackIsNotKnown) {
  EXPECT_THAT(claims("rollback to a"), ElementsAre("once"));
}

}  // namespace
}  // namespace dunlin::sql::sqlite
