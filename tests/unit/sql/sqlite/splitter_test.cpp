#include "sql/sqlite/splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/sqlite/reader.h"
#include "unit/sql/reading.h"

namespace dunlin::sql::sqlite {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> texts(std::string_view text) { return test::texts(reader(), text); }
std::vector<std::string> problems(std::string_view text) { return test::problems(reader(), text); }

TEST(SqliteSplitterTest, AStatementGoesFromItsFirstToItsLastToken) {
  const std::string_view text = "\xEF\xBB\xBF-- a\nselect 1 /* b */ ;\r\nselect 2 /* c";
  const Script script = reader().split(text);

  ASSERT_EQ(script.statements.size(), 2u);
  EXPECT_EQ(script.statements[0].begin, text.find("select 1"));
  EXPECT_EQ(script.statements[0].text, "select 1");
  EXPECT_EQ(script.statements[1].end(), text.find(" /* c"));
  EXPECT_THAT(script.problems, IsEmpty());
}

TEST(SqliteSplitterTest, ATriggerEndsAtTheSemicolonBehindItsEnd) {
  EXPECT_THAT(texts("create temp trigger t after insert on a begin select case when 1 then 2 end; "
                    "select 3;; end; select 4"),
              ElementsAre("create temp trigger t after insert on a begin select case when 1 then 2 "
                          "end; select 3;; end",
                          "select 4"));
  EXPECT_THAT(texts("create temporary trigger if not exists begin after insert on a begin "
                    "insert into a select 1 as \"end\"; end"),
              SizeIs(1));
  EXPECT_THAT(texts("explain query plan create trigger t after insert on a begin select 1; end; "
                    "select 2;"),
              SizeIs(2));
}

TEST(SqliteSplitterTest, OnlyTriggersHoldSemicolons) {
  EXPECT_THAT(texts("create table trigger_a(end); select 1 as begin; select (1; select 2)"),
              SizeIs(4));
}

TEST(SqliteSplitterTest, CommandsOfTheShellAreRefused) {
  EXPECT_THAT(problems(".mode csv\nselect 1;\n  .tables\n"),
              ElementsAre("1:1 DN1302", "3:3 DN1302"));
  EXPECT_THAT(problems("select 1\n.5;"), IsEmpty());
  EXPECT_THAT(problems("select a\n.b from a;"), IsEmpty());
  EXPECT_THAT(texts(".mode csv\nselect 1;"), ElementsAre("select 1"));
}

TEST(SqliteSplitterTest, WhatIsNeverClosedIsRefusedWhereItOpens) {
  EXPECT_THAT(problems("select 1;\n select 'a;\n"), ElementsAre("2:9 DN1303"));
  EXPECT_THAT(problems("select [a"), ElementsAre("1:8 DN1303"));
  EXPECT_THAT(problems("select `a"), ElementsAre("1:8 DN1303"));
  EXPECT_THAT(problems("select \"a"), ElementsAre("1:8 DN1303"));
  EXPECT_THAT(problems("select x'a"), ElementsAre("1:8 DN1303"));
  EXPECT_THAT(problems("explain create trigger t after insert on a begin select 1; end select 2;"),
              ElementsAre("1:9 DN1303"));
}

TEST(SqliteSplitterTest, BytesThatAreNoTextAreRefused) {
  EXPECT_THAT(problems(std::string_view("select 1;\n\0", 11)), ElementsAre("2:1 DN1300"));
  EXPECT_THAT(problems("select '\xC0\x80';"), ElementsAre("1:9 DN1300"));
}

}  // namespace
}  // namespace dunlin::sql::sqlite
