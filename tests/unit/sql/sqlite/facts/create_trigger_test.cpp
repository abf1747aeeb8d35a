#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using test::effects;
using testing::ElementsAre;

TEST(CreateTriggerTest, ItIsPartOfItsTable) {
  EXPECT_THAT(claims("CREATE TRIGGER IF NOT EXISTS Trg AFTER UPDATE OF A, b ON \"T\" FOR EACH ROW "
                     "WHEN NEW.a > 0 BEGIN UPDATE t SET n = n+1; END"),
              ElementsAre("trigger t.trg {definition=after update of a, b when new.a > 0 begin "
                          "update t set n = n + 1; end} if not exists"));
}

TEST(CreateTriggerTest, BeforeIsWhatIsLeftOut) {
  EXPECT_EQ(claims("create trigger g insert on t begin select 1; end"),
            claims("create trigger g before insert on t for each row begin select 1; end"));
  EXPECT_NE(claims("create trigger g insert on t begin select 1; end"),
            claims("create trigger g after insert on t begin select 1; end"));
}

TEST(CreateTriggerTest, TemporaryOnesLeaveNothing) {
  EXPECT_THAT(claims("create temp trigger g delete on main.t begin select 1; end"),
              ElementsAre("repeatable"));
}

TEST(CreateTriggerTest, WhatItsBodyNamesIsRead) {
  EXPECT_THAT(
      effects("create trigger g instead of delete on v begin insert into a select * from b; "
              "update or ignore c set x = 1; delete from d; insert into e values (1) on "
              "conflict do update set x = 2; end"),
      ElementsAre("create trigger v.g", "read relation v", "read relation a", "read relation b",
                  "read relation c", "read relation d", "read relation e"));
}

TEST(CreateTriggerTest, WhatIsNotUnderstoodIsOpaque) {
  for (const char* text : {"create trigger g", "create trigger g after insert on t",
                           "create trigger g on t begin select 1; end",
                           "create trigger g instead insert on t begin select 1; end",
                           "create trigger g insert on t begin select 1;"}) {
    EXPECT_FALSE(test::facts(text).parsed) << text;
  }
}

}  // namespace
}  // namespace dunlin::sql::sqlite
