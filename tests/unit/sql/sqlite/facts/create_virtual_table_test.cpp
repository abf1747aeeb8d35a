#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using testing::ElementsAre;

TEST(CreateVirtualTableTest, TheDefinitionIsTheModuleAndItsArguments) {
  EXPECT_THAT(test::claims("CREATE VIRTUAL TABLE IF NOT EXISTS S USING FTS5(title, tokenize = "
                           "'Porter')"),
              ElementsAre("relation s {definition=using fts5(title, tokenize = 'Porter'), "
                          "kind=virtual table} if not exists"));
  EXPECT_THAT(test::effects("create virtual table s using dbstat"),
              ElementsAre("create relation s"));
}

}  // namespace
}  // namespace dunlin::sql::sqlite
