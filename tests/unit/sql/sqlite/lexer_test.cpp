#include "sql/sqlite/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/sqlite/reader.h"
#include "unit/sql/reading.h"

namespace dunlin::sql::sqlite {
namespace {

using testing::ElementsAre;

std::vector<std::string> spelled(std::string_view text) { return test::spelled(reader(), text); }

TEST(SqliteLexerTest, CommentsDoNotNest) {
  EXPECT_THAT(spelled("/* a /* b */ 1"), ElementsAre("number:1"));
  EXPECT_THAT(spelled("/*/ 1 */ 2"), ElementsAre("number:2"));
  EXPECT_THAT(spelled("1 -- a\r2\n3"), ElementsAre("number:1", "number:3"));
}

TEST(SqliteLexerTest, TheLastCommentMayStayOpen) {
  EXPECT_THAT(spelled("1 /* never"), ElementsAre("number:1"));
  EXPECT_THAT(spelled("1 /*"), ElementsAre("number:1", "symbol:/", "symbol:*"));
}

TEST(SqliteLexerTest, NamesAreQuotedInThreeWays) {
  EXPECT_THAT(spelled("\"a\"\"b\" `c``d` [e\"[f] 'g''h'"),
              ElementsAre("quoted:\"a\"\"b\"", "quoted:`c``d`", "quoted:[e\"[f]", "string:'g''h'"));
}

TEST(SqliteLexerTest, BackslashesEscapeNothing) {
  EXPECT_THAT(spelled("'a\\' b"), ElementsAre("string:'a\\'", "word:b"));
}

TEST(SqliteLexerTest, BlobsAreStrings) {
  EXPECT_THAT(spelled("x'0F' X'' x 'a' ex'0'"), ElementsAre("string:x'0F'", "string:X''", "word:x",
                                                            "string:'a'", "word:ex", "string:'0'"));
}

TEST(SqliteLexerTest, ParametersComeInFiveShapes) {
  EXPECT_THAT(
      spelled("? ?12 :a @b $c::d(e f) $g(h) :"),
      ElementsAre("parameter:?", "parameter:?12", "parameter::a", "parameter:@b",
                  "parameter:$c::d(e", "word:f", "symbol:)", "parameter:$g(h)", "symbol::"));
}

TEST(SqliteLexerTest, NumbersTakeTheLettersBehindThem) {
  EXPECT_THAT(spelled("1 1.5 .5 1. 0xfF 1e-3 1e 1_000 2x"),
              ElementsAre("number:1", "number:1.5", "number:.5", "number:1.", "number:0xfF",
                          "number:1e-3", "number:1e", "number:1_000", "number:2x"));
}

TEST(SqliteLexerTest, OperatorsAreAsLongAsTheyCanBe) {
  EXPECT_THAT(
      spelled("a->>'$'||b<>c!=d==e-1"),
      ElementsAre("word:a", "symbol:->>", "string:'$'", "symbol:||", "word:b", "symbol:<>",
                  "word:c", "symbol:!=", "word:d", "symbol:==", "word:e", "symbol:-", "number:1"));
}

}  // namespace
}  // namespace dunlin::sql::sqlite
