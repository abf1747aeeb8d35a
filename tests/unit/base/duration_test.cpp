#include "base/duration.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunlin {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(DurationTest, EachUnitIsRead) {
  EXPECT_EQ(parse_duration("500ms"), Milliseconds(500));
  EXPECT_EQ(parse_duration("60s"), seconds(60));
  EXPECT_EQ(parse_duration("10m"), minutes(10));
  EXPECT_EQ(parse_duration("2h"), hours(2));
  EXPECT_EQ(parse_duration("1d"), hours(24));
  EXPECT_EQ(parse_duration("0"), Milliseconds(0));
  EXPECT_EQ(parse_duration("0ms"), Milliseconds(0));
}

TEST(DurationTest, EverythingElseIsRefused) {
  for (const char* text : {"", "5", "-1s", "+1s", "1.5s", "s", "1 s", "1S", "1s ", "1min", "1s1s",
                           "9223372036854775808ms", "9223372036854775807s", "106751991168d"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(DurationTest, TheShortestFormIsWritten) {
  EXPECT_EQ(to_string(Milliseconds(0)), "0s");
  EXPECT_EQ(to_string(Milliseconds(500)), "500ms");
  EXPECT_EQ(to_string(Milliseconds(1500)), "1500ms");
  EXPECT_EQ(to_string(seconds(60)), "1m");
  EXPECT_EQ(to_string(seconds(90)), "90s");
  EXPECT_EQ(to_string(hours(48)), "2d");
}

RC_GTEST_PROP(DurationTest, WhatIsWrittenReadsBack, ()) {
  const Milliseconds duration(*rc::gen::nonNegative<std::int64_t>());
  RC_ASSERT(parse_duration(to_string(duration)) == duration);
}

TEST(DurationTest, PeopleReadTwoUnitsAtMost) {
  EXPECT_EQ(humane(Milliseconds(3)), "3 ms");
  EXPECT_EQ(humane(Milliseconds(1400)), "1.4 s");
  EXPECT_EQ(humane(Milliseconds(59'999)), "59.9 s");
  EXPECT_EQ(humane(seconds(5)), "5 s");
  EXPECT_EQ(humane(seconds(125)), "2 min 5 s");
  EXPECT_EQ(humane(minutes(120)), "2 h");
  EXPECT_EQ(humane(hours(25)), "1 d 1 h");
}

}  // namespace
}  // namespace dunlin
