#include "dunlin/moment.h"

#include <gtest/gtest.h>

namespace dunlin::cmd {
namespace {

TEST(MomentTest, ReadsTheSecondOfATimeInUtc) {
  EXPECT_EQ(moment("1970-01-02T00:00:01Z"), 86401);
  EXPECT_EQ(moment("2026-11-20T09:15:02.123456Z"), moment("2026-11-20T09:15:02Z"));
  EXPECT_EQ(moment("2026-11-20 09:15:02+00"), moment("2026-11-20T09:15:02Z"));
  for (const char* text :
       {"", "yesterday", "2026-11-20", "2026-xx-20T09:15:02Z", "2026-11-20T0a:15:02Z"}) {
    EXPECT_EQ(moment(text), std::nullopt) << text;
  }
}

TEST(MomentTest, SaysHowLongAgo) {
  const std::string then = "2026-11-20T09:15:02Z";
  const std::time_t now = *moment(then);
  EXPECT_EQ(ago(then, now), "just now");
  EXPECT_EQ(ago(then, now + 60), "1 minute ago");
  EXPECT_EQ(ago(then, now + 2 * 3600 + 5), "2 hours ago");
  EXPECT_EQ(ago(then, now + 3 * 86400), "3 days ago");
  EXPECT_EQ(ago(then, now + 90 * 86400), "2026-11-20");
  // A server whose clock is ahead.
  EXPECT_EQ(ago(then, now - 30), "just now");
  EXPECT_EQ(ago(then, now - 3600), then);
  EXPECT_EQ(ago("soon", now), "soon");
}

}  // namespace
}  // namespace dunlin::cmd
