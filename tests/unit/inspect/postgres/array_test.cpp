#include "inspect/postgres/array.h"

#include <gmock/gmock.h>

namespace dunlin::inspect::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ArrayTest, ElementsArePlainQuotedOrNothing) {
  EXPECT_THAT(elements_of("{}"), IsEmpty());
  EXPECT_THAT(elements_of("{a}"), ElementsAre("a"));
  EXPECT_THAT(elements_of(R"({a,NULL,"NULL","","b, {c}"})"),
              ElementsAre("a", std::nullopt, "NULL", "", "b, {c}"));
}

TEST(ArrayTest, BackslashesProtectOneByteEach) {
  EXPECT_THAT(elements_of(R"({"say \"x\"","a\\b\\"})"), ElementsAre("say \"x\"", "a\\b\\"));
  EXPECT_THAT(elements_of("{\"two\nlines\"}"), ElementsAre("two\nlines"));
}

}  // namespace
}  // namespace dunlin::inspect::postgres
