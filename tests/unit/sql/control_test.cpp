#include "sql/control.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"
#include "unit/sql/reading.h"

namespace dunlin::sql {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// What both dialects have in common is asked of both.
class ControlTest : public testing::TestWithParam<const Reader*> {
 protected:
  static std::string groups(std::string_view text) { return test::groups(*GetParam(), text); }
  static std::vector<std::string> problems(std::string_view text) {
    return test::problems(*GetParam(), text);
  }
};

TEST_P(ControlTest, APairAroundTheWholeFileIsTheDefault) {
  EXPECT_EQ(groups("begin; select 1; select 2; commit;"), "0 select 1 | 0 select 2");
  EXPECT_EQ(groups("BEGIN TRANSACTION; select 1; END TRANSACTION"), "0 select 1");
  EXPECT_THAT(problems("begin; select 1; commit;"), IsEmpty());
}

TEST_P(ControlTest, EveryBorderBetweenStatementsStartsAGroup) {
  EXPECT_EQ(groups("select 1; begin; select 2; commit; select 3"),
            "0 select 1 | 1 select 2 | 2 select 3");
  EXPECT_EQ(groups("begin; select 1; commit; begin; select 2; end;"), "0 select 1 | 1 select 2");
  EXPECT_EQ(groups("begin; commit; select 1; begin; commit; select 2"), "0 select 1 | 1 select 2");
  EXPECT_THAT(problems("select 1; begin; select 2; commit; select 3"), IsEmpty());
}

TEST_P(ControlTest, AnythingButAPairIsRefusedAtItsPlace) {
  EXPECT_THAT(problems("select 1;\nbegin;\nselect 2;"), ElementsAre("2:1 DN1301"));
  EXPECT_THAT(problems("select 1;\n commit;"), ElementsAre("2:2 DN1301"));
  EXPECT_THAT(problems("begin;\nbegin;\ncommit"), ElementsAre("2:1 DN1301"));
  EXPECT_THAT(problems("rollback;"), ElementsAre("1:1 DN1301"));
  EXPECT_THAT(problems("begin; select 1; rollback;"), ElementsAre("1:18 DN1301"));
  EXPECT_THAT(problems("savepoint a; release a; rollback to a; rollback transaction to "
                       "savepoint a"),
              ElementsAre("1:1 DN1301", "1:14 DN1301", "1:25 DN1301", "1:40 DN1301"));
}

TEST_P(ControlTest, ControlIsNoStatement) {
  EXPECT_EQ(groups("select 1; savepoint a; select 2; rollback"), "0 select 1 | 0 select 2");
}

TEST_P(ControlTest, TheWordsMeanNothingElsewhere) {
  EXPECT_THAT(problems("select 'begin;'; select \"commit\"; select 1 as savepoint_a"), IsEmpty());
  EXPECT_THAT(problems("explain select 1; create table rollback_log (a int)"), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Dialects, ControlTest,
                         testing::Values(&postgres::reader(), &sqlite::reader()),
                         [](const auto& dialect) {
                           return std::string(name_of(dialect.param->dialect()));
                         });

TEST(PostgresControlTest, KnowsEverySpellingOfAPair) {
  for (const std::string_view text :
       {"begin work; select 1; commit work", "start transaction; select 1; end",
        "Begin; select 1; COMMIT AND NO CHAIN", "begin; select 1; end transaction"}) {
    EXPECT_EQ(test::groups(postgres::reader(), text), "0 select 1") << text;
    EXPECT_THAT(test::problems(postgres::reader(), text), IsEmpty()) << text;
  }
}

TEST(PostgresControlTest, RefusesWhatASecondServerWouldFinish) {
  EXPECT_THAT(test::problems(postgres::reader(),
                             "prepare transaction 'a';\ncommit prepared 'a';\n"
                             "rollback prepared 'a';\nabort;\nprepare p as select 1;"),
              ElementsAre("1:1 DN1301", "2:1 DN1301", "3:1 DN1301", "4:1 DN1301"));
}

TEST(PostgresControlTest, RefusesABeginThatAsksForMoreAndSaysWhatToDo) {
  const Script script = postgres::reader().split(
      "begin isolation level serializable; select 1; commit and chain; select 2; commit");

  ASSERT_EQ(script.problems.size(), 2u);
  EXPECT_THAT(script.problems[0].message, HasSubstr("'begin isolation level serializable'"));
  EXPECT_THAT(script.problems[0].hint, HasSubstr("write BEGIN alone"));
  EXPECT_THAT(script.problems[1].hint, HasSubstr("COMMIT; BEGIN;"));
  EXPECT_THAT(test::problems(postgres::reader(), "start transaction read only; commit"),
              ElementsAre("1:1 DN1301"));
}

TEST(PostgresControlTest, BodiesOfFunctionsHoldNoControl) {
  EXPECT_THAT(test::problems(postgres::reader(),
                             "do $$ begin commit; end $$; create function f() returns int "
                             "begin atomic select 1; end; create procedure begin() language sql "
                             "as 'commit'"),
              IsEmpty());
}

TEST(SqliteControlTest, KnowsEverySpellingOfAPair) {
  for (const std::string_view text :
       {"begin immediate; select 1; commit", "begin exclusive transaction; select 1; end",
        "begin deferred transaction a; select 1; commit transaction a"}) {
    EXPECT_EQ(test::groups(sqlite::reader(), text), "0 select 1") << text;
    EXPECT_THAT(test::problems(sqlite::reader(), text), IsEmpty()) << text;
  }
  EXPECT_THAT(test::problems(sqlite::reader(), "begin concurrent; commit"),
              ElementsAre("1:1 DN1301"));
}

TEST(ControlMessageTest, QuotesNoMoreThanALine) {
  const Script script = postgres::reader().split("begin\nisolation level serializable; commit");

  ASSERT_EQ(script.problems.size(), 1u);
  EXPECT_THAT(script.problems[0].message, testing::StartsWith("'begin' asks for more"));
}

}  // namespace
}  // namespace dunlin::sql
