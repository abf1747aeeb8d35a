#include "app/ignoring.h"

#include <gtest/gtest.h>

namespace dunlin::app {
namespace {

using sql::Element;
using sql::ElementKind;

const Element kTable{ElementKind::relation, "public", "partman_log", ""};
const Element kColumn{ElementKind::column, "public", "users", "legacy"};

TEST(IgnoringTest, APatternMeansNamesWithTheirSchema) {
  EXPECT_TRUE(is_ignored({"public.partman_*"}, kTable));
  EXPECT_TRUE(is_ignored({"other.*", "public.*"}, kTable));
  EXPECT_FALSE(is_ignored({"audit.partman_*"}, kTable));
  EXPECT_FALSE(is_ignored({}, kTable));
}

TEST(IgnoringTest, WithoutADotItMeansAnySchema) {
  EXPECT_TRUE(is_ignored({"partman_*"}, kTable));
  EXPECT_FALSE(is_ignored({"partman"}, kTable));
}

TEST(IgnoringTest, APartGoesWithItsObjectOrAlone) {
  EXPECT_TRUE(is_ignored({"public.users"}, kColumn));
  EXPECT_TRUE(is_ignored({"public.users.leg*"}, kColumn));
  EXPECT_FALSE(is_ignored({"public.users.id"}, kColumn));
  EXPECT_FALSE(is_ignored({"legacy"}, kColumn));
}

}  // namespace
}  // namespace dunlin::app
