#include "base/percent.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunlin {
namespace {

TEST(PercentTest, EverythingButUnreservedIsEncoded) {
  EXPECT_EQ(percent_encoded("a-Z_0.~ /ä"), "a-Z_0.~%20%2F%C3%A4");
  EXPECT_EQ(percent_encoded("/a b", "/"), "/a%20b");
}

TEST(PercentTest, BadEscapesAreNothing) {
  EXPECT_EQ(percent_decoded("%41%6a"), "Aj");
  EXPECT_EQ(percent_decoded("100%"), std::nullopt);
  EXPECT_EQ(percent_decoded("%4"), std::nullopt);
  EXPECT_EQ(percent_decoded("%zz"), std::nullopt);
}

RC_GTEST_PROP(PercentTest, DecodingUndoesEncoding, (const std::string& bytes)) {
  RC_ASSERT(percent_decoded(percent_encoded(bytes)) == bytes);
}

}  // namespace
}  // namespace dunlin
