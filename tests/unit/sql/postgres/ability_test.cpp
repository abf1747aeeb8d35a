#include "sql/postgres/ability.h"

#include <gtest/gtest.h>

#include "sql/postgres/reader.h"
#include "unit/sql/abilities.h"
#include "unit/sql/reading.h"

namespace dunlin::sql::postgres {
namespace {

TEST(PostgresAbilityTest, StatementsThatCannotRunInATransactionAreAlone) {
  for (const std::string_view text : test::postgres_alone()) {
    EXPECT_TRUE(test::alone(reader(), text)) << text;
  }
}

TEST(PostgresAbilityTest, StatementsThatOnlyLookLikeThemAreNot) {
  for (const std::string_view text : test::postgres_not_alone()) {
    EXPECT_FALSE(test::alone(reader(), text)) << text;
  }
}

}  // namespace
}  // namespace dunlin::sql::postgres
