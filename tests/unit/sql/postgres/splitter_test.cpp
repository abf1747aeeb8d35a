#include "sql/postgres/splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/postgres/reader.h"
#include "unit/sql/reading.h"

namespace dunlin::sql::postgres {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> texts(std::string_view text) { return test::texts(reader(), text); }
std::vector<std::string> problems(std::string_view text) { return test::problems(reader(), text); }

TEST(PostgresSplitterTest, AStatementGoesFromItsFirstToItsLastToken) {
  const std::string_view text = "-- \xC3\xA9\n select 1 /* one */ ; \r\n\tselect 2 -- two";
  const Script script = reader().split(text);

  ASSERT_EQ(script.statements.size(), 2u);
  EXPECT_EQ(script.statements[0].begin, 7u);
  EXPECT_EQ(script.statements[0].text, "select 1");
  EXPECT_EQ(script.statements[0].text.data(), text.data() + 7);
  EXPECT_EQ(script.statements[1].begin, text.find("select 2"));
  EXPECT_EQ(script.statements[1].end(), text.find(" -- two"));
}

TEST(PostgresSplitterTest, AByteOrderMarkBelongsToNoStatement) {
  EXPECT_THAT(texts("\xEF\xBB\xBFselect 1;\xEF\xBB\xBF\nselect 2"),
              ElementsAre("select 1", "select 2"));
}

TEST(PostgresSplitterTest, AnAtomicBodyEndsAtTheEndBehindASemicolon) {
  EXPECT_THAT(texts("create function f() begin atomic end; select 1"),
              ElementsAre("create function f() begin atomic end", "select 1"));
  EXPECT_THAT(
      texts("create function f() begin atomic select 1 end; select t.end; end; select 1"),
      ElementsAre("create function f() begin atomic select 1 end; select t.end; end", "select 1"));
  EXPECT_THAT(texts("create or replace procedure p() begin atomic select case when a then case b "
                    "when 1 then 2 end end; end; select 1"),
              testing::SizeIs(2));
}

TEST(PostgresSplitterTest, BeginIsAWordLikeAnyOtherWithoutAtomic) {
  EXPECT_THAT(texts("create function begin() returns int language sql as 'x'; select 1"),
              testing::SizeIs(2));
  EXPECT_THAT(texts("create view v as select 1 as begin, 2 as atomic; select 2"),
              testing::SizeIs(2));
  EXPECT_THAT(texts("create function f(begin int, atomic int) returns int language sql as ''; "
                    "select 1"),
              testing::SizeIs(2));
}

TEST(PostgresSplitterTest, SemicolonsInParenthesesCutNothing) {
  EXPECT_THAT(
      texts("create rule r as on insert to t do (select 1; select (2);); select 3"),
      ElementsAre("create rule r as on insert to t do (select 1; select (2);)", "select 3"));
}

TEST(PostgresSplitterTest, CopyDataIsEverythingUpToTheLineOfBackslashDot) {
  const Script script = reader().split(
      "copy t (a) from stdin with (format csv) ; -- rows\n1;\\.\n\\.x\n\\.\nselect 1");

  EXPECT_THAT(script.problems, IsEmpty());
  ASSERT_EQ(script.statements.size(), 2u);
  EXPECT_EQ(script.statements[0].text, "copy t (a) from stdin with (format csv)");
  EXPECT_TRUE(script.statements[0].has_data);
  EXPECT_EQ(script.statements[0].data, "1;\\.\n\\.x\n");
  EXPECT_EQ(script.statements[1].text, "select 1");
  EXPECT_FALSE(script.statements[1].has_data);
}

TEST(PostgresSplitterTest, CopyDataMayBeEmptyAndHaveCarriageReturns) {
  const Script empty = reader().split("COPY t FROM STDIN;\n\\.\n");
  ASSERT_EQ(empty.statements.size(), 1u);
  EXPECT_TRUE(empty.statements[0].has_data);
  EXPECT_EQ(empty.statements[0].data, "");

  const Script windows = reader().split("copy t from stdin;\r\n1\r\n\\.\r\nselect 1;\r\n");
  EXPECT_THAT(windows.problems, IsEmpty());
  ASSERT_EQ(windows.statements.size(), 2u);
  EXPECT_EQ(windows.statements[0].data, "1\r\n");
}

TEST(PostgresSplitterTest, OnlyCopyFromStdinHasData) {
  EXPECT_THAT(texts("copy (select a from stdin) to stdout; copy t from '/f'; copy t to stdout; "
                    "copy t from program 'cat'; select 1 from stdin; copy \"from\" to stdout"),
              testing::SizeIs(6));
}

TEST(PostgresSplitterTest, CopyDataThatDoesNotEndIsRefusedAtItsCopy) {
  EXPECT_THAT(problems("select 1;\n  copy t from stdin;\n1\n"), ElementsAre("2:3 DN1304"));
  EXPECT_THAT(problems("copy t from stdin"), ElementsAre("1:1 DN1304"));
  EXPECT_THAT(problems("copy t from stdin; select 1;\n1\n\\.\nselect 2"),
              ElementsAre("1:1 DN1304"));
}

TEST(PostgresSplitterTest, TheRestrictLinesOfPgDumpAreDropped) {
  EXPECT_THAT(problems("\\restrict aB3\nselect 1;\n\\unrestrict aB3\r\n"), IsEmpty());
  EXPECT_THAT(texts("\\restrict aB3\nselect 1;\n\\unrestrict aB3"), ElementsAre("select 1"));
  EXPECT_THAT(texts("select '\n\\restrict aB3\n'"), ElementsAre("select '\n\\restrict aB3\n'"));
}

TEST(PostgresSplitterTest, ARestrictLineThatDoesMoreIsACommand) {
  EXPECT_THAT(problems("\\restrict a \\! rm\nselect 1"), ElementsAre("1:1 DN1302"));
  EXPECT_THAT(problems("select 1\n\\restrict a\n"), ElementsAre("2:1 DN1302"));
  EXPECT_THAT(problems("\\restrict\n"), ElementsAre("1:1 DN1302"));
}

TEST(PostgresSplitterTest, CommandsOfPsqlAreRefusedEachAtItsPlace) {
  EXPECT_THAT(problems("\\connect x\nselect 1 \\gexec\n  \\i b.sql\n\\.\n"),
              ElementsAre("1:1 DN1302", "2:10 DN1302", "3:3 DN1302", "4:1 DN1302"));
  const Script script = reader().split("select 'a' \\gset pre_ ");
  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_THAT(script.problems[0].message, HasSubstr("'\\gset'"));
  EXPECT_EQ(script.problems[0].length, std::string_view("\\gset pre_").size());
}

TEST(PostgresSplitterTest, WhatIsNeverClosedIsRefusedWhereItOpens) {
  EXPECT_THAT(problems("select 1;\nselect 'a;\n"), ElementsAre("2:8 DN1303"));
  EXPECT_THAT(problems("select E'a\\';"), ElementsAre("1:8 DN1303"));
  EXPECT_THAT(problems("select \"a"), ElementsAre("1:8 DN1303"));
  EXPECT_THAT(problems("do $x$ $$ $y$"), ElementsAre("1:4 DN1303"));
  EXPECT_THAT(problems("select 1; /* a /* b */"), ElementsAre("1:11 DN1303"));
  EXPECT_THAT(problems("select (1; select 2;"), ElementsAre("1:8 DN1303"));
  EXPECT_THAT(problems("create function f() begin atomic select 1;"), ElementsAre("1:21 DN1303"));
}

TEST(PostgresSplitterTest, WhatWasReadBeforeAProblemIsThere) {
  EXPECT_THAT(texts("select 1; select 2, 'open"), ElementsAre("select 1", "select 2,"));
}

TEST(PostgresSplitterTest, BytesThatAreNoTextAreRefused) {
  EXPECT_THAT(problems(std::string_view("select 1;\n\0", 11)), ElementsAre("2:1 DN1300"));
  EXPECT_THAT(problems("select '\xE9';"), ElementsAre("1:9 DN1300"));
  EXPECT_THAT(problems("select\xC2\xA0"
                       "1;"),
              IsEmpty());
}

}  // namespace
}  // namespace dunlin::sql::postgres
