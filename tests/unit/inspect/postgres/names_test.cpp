#include "inspect/postgres/names.h"

#include <gmock/gmock.h>

namespace dunlin::inspect::postgres {
namespace {

using testing::Pair;

TEST(NamesTest, AreQuotedWhereTheirLettersAskForIt) {
  EXPECT_EQ(identifier("a_1"), "a_1");
  EXPECT_EQ(identifier("1a"), "\"1a\"");
  EXPECT_EQ(identifier("A \"b\""), "\"A \"\"b\"\"\"");
  EXPECT_EQ(unquoted("\"A \"\"b\"\"\""), "A \"b\"");
  EXPECT_EQ(unquoted("a"), "a");
}

TEST(NamesTest, AQualifiedNameHasASchema) {
  EXPECT_THAT(parts_of("public.t"), Pair("public", "t"));
  EXPECT_THAT(parts_of("\"a.b\".\"C\""), Pair("a.b", "C"));
  EXPECT_THAT(parts_of("t"), Pair("", "t"));
}

}  // namespace
}  // namespace dunlin::inspect::postgres
