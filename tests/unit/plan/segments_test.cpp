#include "plan/segments.h"

#include <gmock/gmock.h>

namespace dunlin::plan {
namespace {

using revision::TransactionMode;
using testing::ElementsAre;
using Kind = Segment::Kind;

// "a" may run in a transaction, "!" may not, "*" stands for many rows, "|" begins another group.
std::vector<sql::Statement> statements_of(std::string_view notation) {
  std::vector<sql::Statement> statements;
  std::size_t group = 0;
  for (const char c : notation) {
    if (c == '|') {
      ++group;
      continue;
    }
    sql::Statement statement;
    statement.alone = c == '!';
    statement.count = c == '*' ? 50 : 1;
    statement.group = group;
    statements.push_back(statement);
  }
  return statements;
}

TEST(SegmentsTest, StatementsShareOneTransaction) {
  EXPECT_THAT(segments_of(statements_of("aaa"), TransactionMode::automatic),
              ElementsAre(Segment{Kind::transaction, 0, 3}));
}

TEST(SegmentsTest, AStatementThatCannotRunInATransactionCutsIt) {
  EXPECT_THAT(segments_of(statements_of("aa!a"), TransactionMode::automatic),
              ElementsAre(Segment{Kind::transaction, 0, 2}, Segment{Kind::alone, 2, 1},
                          Segment{Kind::transaction, 3, 1}));
}

TEST(SegmentsTest, EachGroupHasATransactionOfItsOwn) {
  EXPECT_THAT(segments_of(statements_of("aa|a"), TransactionMode::automatic),
              ElementsAre(Segment{Kind::transaction, 0, 2}, Segment{Kind::transaction, 2, 1}));
}

// Half of them done could not be told from none.
TEST(SegmentsTest, ManyRowsAreOneTransactionInAnyCase) {
  EXPECT_THAT(segments_of(statements_of("a*a"), TransactionMode::off),
              ElementsAre(Segment{Kind::alone, 0, 1}, Segment{Kind::transaction, 1, 1},
                          Segment{Kind::alone, 2, 1}));
}

TEST(SegmentsTest, TransactionOffRunsEachStatementAlone) {
  EXPECT_THAT(segments_of(statements_of("aa"), TransactionMode::off),
              ElementsAre(Segment{Kind::alone, 0, 1}, Segment{Kind::alone, 1, 1}));
}

TEST(SegmentsTest, NoStatementsStillNeedATransactionForTheLedger) {
  EXPECT_THAT(segments_of({}, TransactionMode::automatic),
              ElementsAre(Segment{Kind::transaction, 0, 0}));
}

TEST(SegmentsTest, WhatAnEarlierAttemptHasDoneIsLeftOut) {
  EXPECT_THAT(segments_of(statements_of("a!a"), TransactionMode::automatic, 2),
              ElementsAre(Segment{Kind::transaction, 2, 1}));
  EXPECT_THAT(segments_of(statements_of("a!"), TransactionMode::automatic, 2),
              ElementsAre(Segment{Kind::transaction, 2, 0}));
}

}  // namespace
}  // namespace dunlin::plan
