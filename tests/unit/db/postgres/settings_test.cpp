#include "db/postgres/settings.h"

#include <gmock/gmock.h>

#include "base/error.h"

namespace dunlin::db::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(PostgresSettingsTest, AreReadInEverySpelling) {
  EXPECT_THAT(settings_in("-c a=1 -cb=2  --c-d=3"),
              ElementsAre(Pair("a", "1"), Pair("b", "2"), Pair("c_d", "3")));
  EXPECT_THAT(settings_in(""), IsEmpty());
}

TEST(PostgresSettingsTest, MayHoldBlanksAndEqualSigns) {
  EXPECT_THAT(settings_in(R"(-c app.key=a\ b\\c=d)"), ElementsAre(Pair("app.key", R"(a b\c=d)")));
}

TEST(PostgresSettingsTest, AreAllThatOptionsMayHold) {
  EXPECT_THROW(settings_in("-B 100"), Error);
  EXPECT_THROW(settings_in("-c"), Error);
  EXPECT_THROW(settings_in("--nothing"), Error);
}

}  // namespace
}  // namespace dunlin::db::postgres
