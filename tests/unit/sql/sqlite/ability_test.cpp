#include "sql/sqlite/ability.h"

#include <gtest/gtest.h>

#include "sql/sqlite/reader.h"
#include "unit/sql/abilities.h"
#include "unit/sql/reading.h"

namespace dunlin::sql::sqlite {
namespace {

TEST(SqliteAbilityTest, WhatATransactionWouldRefuseOrIgnoreIsAlone) {
  for (const std::string_view text : test::sqlite_alone()) {
    EXPECT_TRUE(test::alone(reader(), text)) << text;
  }
}

TEST(SqliteAbilityTest, AskingForASettingAndOtherSettingsAreNot) {
  for (const std::string_view text : test::sqlite_not_alone()) {
    EXPECT_FALSE(test::alone(reader(), text)) << text;
  }
}

}  // namespace
}  // namespace dunlin::sql::sqlite
