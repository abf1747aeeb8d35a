#include "base/place.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace dunlin {
namespace {

TEST(PlaceTest, IsWrittenAsFarAsKnown) {
  EXPECT_EQ(to_string(Place{"up.sql", 3, 7}), "up.sql:3:7");
  EXPECT_EQ(to_string(Place{"up.sql", 3, 0}), "up.sql:3");
  EXPECT_EQ(to_string(Place{"up.sql", 0, 0}), "up.sql");
}

TEST(PlaceTest, CountsLinesAndCharactersFromOne) {
  const std::string text = "ab\nÄ€c\n";
  EXPECT_EQ(place_at("f", text, 0), (Place{"f", 1, 1}));
  EXPECT_EQ(place_at("f", text, 2), (Place{"f", 1, 3}));
  EXPECT_EQ(place_at("f", text, 8), (Place{"f", 2, 3}));
  EXPECT_EQ(place_at("f", text, 99), (Place{"f", 3, 1}));
  EXPECT_EQ(place_at("f",
                     "\xEF\xBB\xBF"
                     "ab",
                     4),
            (Place{"f", 1, 2}));
}

TEST(PlaceTest, ExcerptUnderlinesWithinItsLine) {
  const Excerpt excerpt = excerpt_at("one\r\ntwö three\r\n", 10, 99, "here");
  EXPECT_EQ(excerpt, (Excerpt{"twö three", 5, 5, "here"}));
  EXPECT_EQ(excerpt_at("", 0, 0), (Excerpt{"", 1, 1, ""}));
  EXPECT_EQ(excerpt_at("a\n", 2, 1), (Excerpt{"", 1, 1, ""}));
}

TEST(PlaceTest, OffsetIsTheInverseOfPlace) {
  EXPECT_EQ(offset_of("ab\ncd", {"f", 2, 2}), 4U);
  EXPECT_EQ(offset_of("ab\ncd", {"f", 9, 2}), 5U);
  EXPECT_EQ(offset_of("\xEF\xBB\xBF"
                      "ab",
                      {"f", 1, 1}),
            3U);
}

RC_GTEST_PROP(PlaceTest, EveryOffsetIsFoundAgain, ()) {
  std::string text;
  for (const char c : *rc::gen::container<std::string>(rc::gen::element('a', '\n', 'b'))) text += c;
  const auto offset = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
  RC_ASSERT(offset_of(text, place_at("f", text, offset)) == offset);
}

}  // namespace
}  // namespace dunlin
