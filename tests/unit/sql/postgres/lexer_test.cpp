#include "sql/postgres/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/postgres/reader.h"
#include "unit/sql/reading.h"

namespace dunlin::sql::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> spelled(std::string_view text) { return test::spelled(reader(), text); }

TEST(PostgresLexerTest, TokensKnowTheirPlaceInBytes) {
  const std::vector<Token> tokens = reader().tokens("/* \xC3\xA9 */ select\n  'b';");

  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(tokens[0].begin, 9u);
  EXPECT_EQ(tokens[1].begin, 18u);
  EXPECT_EQ(tokens[1].end(), 21u);
  EXPECT_EQ(tokens[2].kind, TokenKind::semicolon);
}

TEST(PostgresLexerTest, CommentsNest) {
  EXPECT_THAT(spelled("/* a /* b */ c */ 1"), ElementsAre("number:1"));
  EXPECT_THAT(spelled("/*/ */ 1"), ElementsAre("number:1"));
  EXPECT_THAT(spelled("/***/ 1 /* **/"), ElementsAre("number:1"));
  EXPECT_THAT(spelled("1 /* /* */"), ElementsAre("number:1"));
}

TEST(PostgresLexerTest, ALineCommentEndsAtACarriageReturnToo) {
  EXPECT_THAT(spelled("1 -- x\r2"), ElementsAre("number:1", "number:2"));
}

TEST(PostgresLexerTest, BackslashesEscapeOnlyBehindE) {
  EXPECT_THAT(spelled(R"('a\' b)"), ElementsAre(R"(string:'a\')", "word:b"));
  EXPECT_THAT(spelled(R"(E'a\'' b)"), ElementsAre(R"(string:E'a\'')", "word:b"));
  EXPECT_THAT(spelled(R"(e'a''\\' b)"), ElementsAre(R"(string:e'a''\\')", "word:b"));
  EXPECT_THAT(spelled(R"(n'a\' b)"), ElementsAre(R"(string:n'a\')", "word:b"));
}

TEST(PostgresLexerTest, APrefixIsOneOnlyRightBeforeItsQuote) {
  EXPECT_THAT(spelled("E 'a'"), ElementsAre("word:E", "string:'a'"));
  EXPECT_THAT(spelled("the'a'"), ElementsAre("word:the", "string:'a'"));
  EXPECT_THAT(spelled("U&'a' U&\"b\" U & c"),
              ElementsAre("string:U&'a'", "quoted:U&\"b\"", "word:U", "symbol:&", "word:c"));
  EXPECT_THAT(spelled("b'1' X'f' x"), ElementsAre("string:b'1'", "string:X'f'", "word:x"));
}

TEST(PostgresLexerTest, ALiteralGoesOnBehindALineBreak) {
  EXPECT_THAT(spelled("'a'\n'b'"), ElementsAre("string:'a'\n'b'"));
  EXPECT_THAT(spelled("'a' -- c\n  -- d\n 'b' c"),
              ElementsAre("string:'a' -- c\n  -- d\n 'b'", "word:c"));
  EXPECT_THAT(spelled("'a' 'b'"), ElementsAre("string:'a'", "string:'b'"));
  EXPECT_THAT(spelled("'a' /* c */\n'b'"), ElementsAre("string:'a'", "string:'b'"));
}

TEST(PostgresLexerTest, ALiteralGoesOnByTheRulesOfItsFirstPiece) {
  EXPECT_THAT(spelled("E'a'\n'\\'' b"), ElementsAre("string:E'a'\n'\\''", "word:b"));
  EXPECT_THAT(spelled("'a'\n'\\' b"), ElementsAre("string:'a'\n'\\'", "word:b"));
  EXPECT_THAT(spelled("$$a$$\n'\\' b"), ElementsAre("string:$$a$$", "string:'\\'", "word:b"));
}

TEST(PostgresLexerTest, DollarQuotesEndAtTheirOwnTag) {
  EXPECT_THAT(spelled("$a$ $$ $b$ $a $a$x"), ElementsAre("string:$a$ $$ $b$ $a $a$", "word:x"));
  EXPECT_THAT(spelled("$a$x$b$a$"), ElementsAre("string:$a$x$b$a$"));
  EXPECT_THAT(spelled("$\xC3\xA4$;$\xC3\xA4$"), ElementsAre("string:$\xC3\xA4$;$\xC3\xA4$"));
}

TEST(PostgresLexerTest, ADollarInsideANameOpensNothing) {
  EXPECT_THAT(spelled("a$$b c$d$e"), ElementsAre("word:a$$b", "word:c$d$e"));
  EXPECT_THAT(spelled("1$$;$$"), ElementsAre("number:1", "string:$$;$$"));
  EXPECT_THAT(spelled("$1$$;$$"), ElementsAre("parameter:$1", "string:$$;$$"));
  EXPECT_THAT(spelled("$1a$ $"), ElementsAre("parameter:$1", "word:a$", "symbol:$"));
}

TEST(PostgresLexerTest, OperatorsStopAtComments) {
  EXPECT_THAT(spelled("3*/*;*/4"), ElementsAre("number:3", "symbol:*", "number:4"));
  EXPECT_THAT(spelled("3+--;\n4"), ElementsAre("number:3", "symbol:+", "number:4"));
}

TEST(PostgresLexerTest, OperatorsEndInASignOnlyWithAnExoticCharacter) {
  EXPECT_THAT(spelled("a=-1"), ElementsAre("word:a", "symbol:=", "symbol:-", "number:1"));
  EXPECT_THAT(spelled("a@-1"), ElementsAre("word:a", "symbol:@-", "number:1"));
  EXPECT_THAT(spelled("a->>'b' <> c"),
              ElementsAre("word:a", "symbol:->>", "string:'b'", "symbol:<>", "word:c"));
}

TEST(PostgresLexerTest, PunctuationOfTwoCharactersIsOneToken) {
  EXPECT_THAT(spelled("a::b[1:2]"), ElementsAre("word:a", "symbol:::", "word:b", "symbol:[",
                                                "number:1", "symbol::", "number:2", "symbol:]"));
  EXPECT_THAT(spelled("x := y => 1"),
              ElementsAre("word:x", "symbol::=", "word:y", "symbol:=>", "number:1"));
}

TEST(PostgresLexerTest, NumbersAreReadAsTheNewestServerReadsThem) {
  EXPECT_THAT(spelled("1 1.5 .5 1. 1e-3 1e x"),
              ElementsAre("number:1", "number:1.5", "number:.5", "number:1.", "number:1e-3",
                          "number:1", "word:e", "word:x"));
  EXPECT_THAT(spelled("0xFF 0o17 0b1 1_000 1..10"),
              ElementsAre("number:0xFF", "number:0o17", "number:0b1", "number:1_000", "number:1",
                          "symbol:..", "number:10"));
}

TEST(PostgresLexerTest, NamesHoldAnythingBeyondAscii) {
  EXPECT_THAT(spelled("caf\xC3\xA9 select\xC2\xA0"
                      "1"),
              ElementsAre("word:caf\xC3\xA9",
                          "word:select\xC2\xA0"
                          "1"));
}

TEST(PostgresLexerTest, TokensEndWhereNothingCanBeRead) {
  EXPECT_THAT(spelled("select 'open"), ElementsAre("word:select"));
  EXPECT_THAT(spelled("select 1 \\gexec"), ElementsAre("word:select", "number:1"));
  EXPECT_THAT(spelled(""), IsEmpty());
}

}  // namespace
}  // namespace dunlin::sql::postgres
