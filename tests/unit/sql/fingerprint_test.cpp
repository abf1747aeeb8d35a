#include "sql/fingerprint.h"

#include <gtest/gtest.h>

#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"

namespace dunlin::sql {
namespace {

std::string pg(std::string_view script) { return postgres::reader().fingerprint(script); }
std::string lite(std::string_view script) { return sqlite::reader().fingerprint(script); }

// These are the examples of docs/formats/checksum.md. They never change.
TEST(FingerprintTest, TheRulesAreFrozen) {
  EXPECT_EQ(pg("SELECT 1;"),
            "pg1:5c37fb38c8f7ba6a1a6f6ece47092802be8dd4b3d62fe0057f639ad1af4ffb02");
  EXPECT_EQ(lite("SELECT 1;"),
            "lite1:5c37fb38c8f7ba6a1a6f6ece47092802be8dd4b3d62fe0057f639ad1af4ffb02");
  EXPECT_EQ(pg(""), "pg1:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(pg("-- a table and a row\n"
               "CREATE TABLE \"T\" (Id int, note text);\n"
               "INSERT INTO \"T\" VALUES (1, E'it\\'s');\n"),
            "pg1:83780e02f91fa1612f13b60fa00f9ecc1dd30d06f4d6a00cf911451c28d6247e");
}

TEST(FingerprintTest, LayoutAndCaseDoNotCount) {
  const std::string wanted = pg("select a from t; select 2");
  for (const std::string_view same :
       {"SELECT A\r\nFROM T;\r\nSELECT 2;\r\n", "\xEF\xBB\xBFselect a from t;select 2",
        "-- c\nselect/* d */a from t ;;; /* e */ ; select 2 -- f",
        "\\restrict abc\nselect a from t;\n\\unrestrict abc\nselect 2"}) {
    EXPECT_EQ(pg(same), wanted) << same;
  }
  EXPECT_EQ(lite("SELECT a->>'$' FROM t; /* open"), lite("select A ->> '$' from T"));
}

TEST(FingerprintTest, EverythingElseCounts) {
  const std::string before = pg("select a, 'b' from t");
  for (const std::string_view other :
       {"select a, 'B' from t", "select \"a\", 'b' from t", "select a 'b' from t",
        "select a, $$b$$ from t", "select a, E'b' from t", "select a; 'b' from t",
        "select a, 'b' from t; select", "select a, 'b ' from t", "begin; select a, 'b' from t; end",
        "select a, 'b' fromt", "select a, 'b' from t \\gexec"}) {
    EXPECT_NE(pg(other), before) << other;
  }
  EXPECT_NE(pg("select \"A\""), pg("select \"a\""));
  EXPECT_NE(pg("select caf\xC3\x89"), pg("select caf\xC3\xA9"));
  EXPECT_NE(lite("select [a]"), lite("select \"a\""));
}

TEST(FingerprintTest, LineEndsInsideLiteralsCountAsOne) {
  EXPECT_EQ(pg("do $$\r\nbegin\r\nend $$"), pg("do $$\nbegin\nend $$"));
  EXPECT_EQ(pg("select 'a\r\nb'"), pg("select 'a\nb'"));
  EXPECT_NE(pg("select 'a\rb'"), pg("select 'a\nb'"));
  EXPECT_NE(pg("select 'a b'"), pg("select 'a\nb'"));
  EXPECT_EQ(lite("select 'a\r\nb'"), lite("select 'a\nb'"));
}

TEST(FingerprintTest, CommentsBetweenThePiecesOfALiteralDoNotCount) {
  EXPECT_EQ(pg("select 'a'\n'b'"), pg("select 'a' -- c\r\n  'b'"));
  EXPECT_NE(pg("select 'a'\n'b'"), pg("select 'a' 'b'"));
  EXPECT_NE(pg("select 'a'\n'b'"), pg("select 'ab'"));
}

TEST(FingerprintTest, CopyDataCounts) {
  const std::string before = pg("copy t from stdin;\n1\tA\n\\.\n");
  EXPECT_EQ(pg("COPY t FROM STDIN; -- c\r\n1\tA\r\n\\.\r\n"), before);
  EXPECT_NE(pg("copy t from stdin;\n1\ta\n\\.\n"), before);
  EXPECT_NE(pg("copy t from stdin;\n\\.\n"), pg("copy t from '/f'"));
}

TEST(FingerprintTest, LongTokensAreTakenWhole) {
  const std::string a = "select '" + std::string(10000, 'x') + "y'";
  const std::string b = "select '" + std::string(10000, 'x') + "z'";
  EXPECT_NE(pg(a), pg(b));
  EXPECT_EQ(pg(a), pg("SELECT  '" + std::string(10000, 'x') + "y';"));
}

}  // namespace
}  // namespace dunlin::sql
