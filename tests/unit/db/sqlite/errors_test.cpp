#include "db/sqlite/errors.h"

#include <gmock/gmock.h>

namespace dunlin::db::sqlite {
namespace {

TEST(SqliteErrorsTest, ExtendedCodesHaveTheirNames) {
  EXPECT_EQ(name_of_code(1), "SQLITE_ERROR");
  EXPECT_EQ(name_of_code(19 | (8 << 8)), "SQLITE_CONSTRAINT_UNIQUE");
  EXPECT_EQ(name_of_code(5 | (2 << 8)), "SQLITE_BUSY_SNAPSHOT");
}

TEST(SqliteErrorsTest, ACodeOfALaterSqliteFallsBackToItsKind) {
  EXPECT_EQ(name_of_code(19 | (99 << 8)), "SQLITE_CONSTRAINT");
}

}  // namespace
}  // namespace dunlin::db::sqlite
