#include "sql/sqlite/canonical.h"

#include <gtest/gtest.h>

namespace dunlin::sql::sqlite {
namespace {

TEST(CanonicalTest, WordsAreFoldedAndStringsAreNot) {
  EXPECT_EQ(canonical("Lower( A )||'It''s  A'"), "lower(a) || 'It''s  A'");
  EXPECT_EQ(canonical("1E5 + 0XFF + X'aB'"), "1e5 + 0xff + x'ab'");
}

TEST(CanonicalTest, CommentsAndBlanksAreNothing) {
  EXPECT_EQ(canonical("a/* c */>\n-- d\n0"), "a > 0");
}

TEST(CanonicalTest, QuotesStayWhereTheyAreNeeded) {
  EXPECT_EQ(canonical("\"a\" = [B] and `my col` = \"select\""),
            "a = b and \"my col\" = \"select\"");
}

TEST(CanonicalTest, ANameThatMayBeAStringKeepsItsCase) {
  EXPECT_EQ(canonical("status in (\"Open\", \"done\")"), "status in (\"Open\", done)");
  EXPECT_NE(canonical("a = \"Open\""), canonical("a = \"OPEN\""));
}

TEST(CanonicalTest, OperatorsThatMeanTheSameAreTheSame) {
  EXPECT_EQ(canonical("a == 1 and b != 2"), canonical("a = 1 AND b <> 2"));
}

TEST(CanonicalTest, SignsStandByTheirNumber) {
  EXPECT_EQ(canonical("- 1"), "-1");
  EXPECT_EQ(canonical("a - 1"), "a - 1");
  EXPECT_EQ(canonical("a in (-1, + 2)"), "a in (-1, +2)");
  EXPECT_EQ(canonical("- - 1"), "- -1");
}

TEST(CanonicalTest, BlanksAreByRule) {
  EXPECT_EQ(canonical("varchar ( 20 )"), "varchar(20)");
  EXPECT_EQ(canonical("t . a in(1 ,2)"), "t.a in (1, 2)");
  EXPECT_EQ(canonical("case when a then(b)end"), "case when a then (b) end");
}

TEST(CanonicalTest, ItIsItsOwnCanonicalText) {
  for (const char* text : {"- - 1", "a->>'$.b'", "\"A B\".[c d]", "select x'' from t where (a)",
                           "a || - b", "x . y(1).z", "not (a) is not null", "'a' 'b'"}) {
    EXPECT_EQ(canonical(canonical(text)), canonical(text)) << text;
  }
}

}  // namespace
}  // namespace dunlin::sql::sqlite
