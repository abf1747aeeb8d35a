#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunlin {
namespace {

using testing::ElementsAre;
using Words = std::vector<std::string>;

TEST(TextTest, CharactersAreCodePoints) {
  EXPECT_EQ(characters("aä€😀"), 4U);
  EXPECT_EQ(byte_of_character("aä€😀", 2), 3U);
  EXPECT_EQ(byte_of_character("aä", 9), 3U);
}

TEST(TextTest, InvalidUtf8IsFoundWhereItIs) {
  EXPECT_EQ(invalid_utf8("aä€😀"), std::nullopt);
  EXPECT_EQ(invalid_utf8("ab\xFF"), 2U);
  EXPECT_EQ(invalid_utf8("a\xC0\x80"), 1U) << "overlong";
  EXPECT_EQ(invalid_utf8("\xE0\x9F\xBF"), 0U) << "overlong";
  EXPECT_EQ(invalid_utf8("\xED\xA0\x80"), 0U) << "surrogate";
  EXPECT_EQ(invalid_utf8("\xF4\x90\x80\x80"), 0U) << "beyond U+10FFFF";
  EXPECT_EQ(invalid_utf8("a\xE2\x82"), 1U) << "cut off";
  EXPECT_EQ(invalid_utf8("\xE2\x82"
                         "a"),
            0U);
}

TEST(TextTest, NearestForgivesTyposAndNothingMore) {
  const Words words = {"upgrade", "downgrade", "status"};
  EXPECT_EQ(nearest("upgrad", words), "upgrade");
  EXPECT_EQ(nearest("statsu", words), "status");
  EXPECT_EQ(nearest("STATUS", words), "status");
  EXPECT_EQ(nearest("down", words), "downgrade");
  EXPECT_EQ(nearest("xyz", words), std::nullopt);
  EXPECT_EQ(nearest("", words), std::nullopt);
  EXPECT_EQ(did_you_mean("statsu", words), "did you mean 'status'?");
  EXPECT_EQ(did_you_mean("xyz", words), "");
}

TEST(TextTest, ListsReadLikeSentences) {
  EXPECT_EQ(listed(Words{}), "");
  EXPECT_EQ(listed(Words{"a"}), "a");
  EXPECT_EQ(listed(Words{"a", "b"}), "a and b");
  EXPECT_EQ(listed(Words{"a", "b", "c"}, true), "'a', 'b' and 'c'");
  EXPECT_EQ(counted(1, "revision"), "1 revision");
  EXPECT_EQ(counted(0, "revision"), "0 revisions");
  EXPECT_EQ(counted(2, "entry", "entries"), "2 entries");
}

TEST(TextTest, ColumnsAreAsWideAsTheirWidestCell) {
  const std::vector<Words> rows = {
      {"a", "long", "x"}, {"ääää", "b"}, {"\x1B[31mred\x1B[0m", "c", "d"}};
  EXPECT_EQ(columns(rows), "a     long  x\nääää  b\n\x1B[31mred\x1B[0m   c     d\n");
  EXPECT_EQ(columns({}), "");
  Columns table;
  table.add({"", "\n"});
  table.add({});
  EXPECT_EQ(table.text(), "  \n\n\n");
}

TEST(TextTest, SplitAndJoinAreInverse) {
  EXPECT_THAT(split("a,,b,", ','), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", ','), ElementsAre(""));
  EXPECT_EQ(joined(Words{"a", "b"}, ", "), "a, b");
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed(" \n"), "");
  EXPECT_EQ(lower("ÄBc"), "Äbc") << "ASCII only";
}

RC_GTEST_PROP(TextTest, JoiningTheSplitGivesTheText, (const std::string& text)) {
  RC_ASSERT(joined(split(text, 'a'), "a") == text);
}

}  // namespace
}  // namespace dunlin
