#include "ledger/ledger.h"

#include <gmock/gmock.h>

#include "base/redact.h"
#include "ledger/postgres.h"
#include "ledger/sqlite.h"
#include "support/scripted_connection.h"

namespace dunlin::ledger {
namespace {

using revision::Applied;
using revision::Basis;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr Basis kBasis{7, 41};

Runner runner_named(const std::string& run) {
  Runner runner;
  runner.run = run;
  runner.command = "upgrade";
  runner.actor = "kim";
  runner.git_commit = "c0ffee";
  return runner;
}

Applied row_of(const std::string& id, const Runner& runner) {
  Applied row;
  row.id = id;
  row.run = runner.run;
  row.applied_by = runner.actor;
  row.git_commit = runner.git_commit;
  return row;
}

class LedgerTextTest : public testing::Test {
 protected:
  Ledger ledger(const Language& language) { return {connection, language, {"dunlin", ""}, "shop"}; }

  static Statements applied(const Ledger& ledger, const Applied& row,
                            std::optional<std::int64_t> elapsed = std::nullopt) {
    return ledger.applied(row, runner_named("r1"), kBasis, elapsed);
  }

  const Runner kim = runner_named("r1");
  test::ScriptedConnection connection;
};

const auto kInFull = ElementsAre(StartsWith("INSERT INTO dunlin.revision "),
                                 StartsWith("INSERT INTO dunlin.event "));

TEST_F(LedgerTextTest, StatementsAreJoinedByOneSeparator) {
  EXPECT_EQ(joined({"A", "B"}), "A;\nB");
  EXPECT_EQ(joined({}), "");
}

TEST_F(LedgerTextTest, TheBasisAfterATransactionIsOneFurther) {
  EXPECT_EQ(Ledger::after(kBasis).token, 7);
  EXPECT_EQ(Ledger::after(kBasis).sequence, 42);
}

TEST_F(LedgerTextTest, TextsNameTheProjectAndTheBasis) {
  const Ledger own = ledger(postgres());
  EXPECT_THAT(own.guard(kBasis),
              AllOf(StartsWith("UPDATE dunlin.lock SET sequence"),
                    HasSubstr("token = 7 AND sequence = 41"), HasSubstr("WHERE project = 'shop'")));
  EXPECT_THAT(own.record(Applied{}, kBasis, 0), AllOf(StartsWith("INSERT INTO dunlin.revision "),
                                                      HasSubstr("token = 7 AND sequence = 42")));
  EXPECT_THAT(own.note(Event{}, kBasis, 0), AllOf(StartsWith("INSERT INTO dunlin.event "),
                                                  HasSubstr("token = 7 AND sequence = 42")));
  EXPECT_THAT(applied(own, row_of("a1", kim)), kInFull);
}

TEST_F(LedgerTextTest, OncePreparedTheyAreCalls) {
  Ledger own = ledger(postgres());
  own.prepare(kim);
  ASSERT_THAT(connection.sent, SizeIs(1));
  for (const char* name : {"guard", "applied"}) {
    EXPECT_THAT(connection.sent[0], HasSubstr(std::string("PREPARE dunlin_") + name + "("));
  }
  EXPECT_EQ(own.guard(kBasis), "EXECUTE dunlin_guard(7, 41)");
  EXPECT_THAT(applied(own, row_of("a1", kim)),
              ElementsAre("EXECUTE dunlin_applied(7, 42, 'a1', '', '', '', '', '', '', 0, NULL, "
                          "NULL)"));
}

TEST_F(LedgerTextTest, WhatOneRunHasInCommonIsSentOnce) {
  Ledger own = ledger(postgres());
  own.prepare(kim);
  own.prepare(kim);
  ASSERT_THAT(connection.sent, SizeIs(1));
  EXPECT_THAT(connection.sent[0], HasSubstr("c0ffee"));
}

TEST_F(LedgerTextTest, ARowThatSaysMoreThanTheRunIsWrittenInFull) {
  Ledger own = ledger(postgres());
  own.prepare(kim);
  Applied stamped = row_of("a1", kim);
  stamped.origin = revision::Origin::stamped;
  EXPECT_THAT(applied(own, stamped), kInFull);
  EXPECT_THAT(applied(own, row_of("a1", runner_named("r0"))), kInFull);
  EXPECT_THAT(applied(own, row_of("a1", kim), 12), kInFull);
}

TEST_F(LedgerTextTest, AnotherRunnerPreparesAnew) {
  Ledger own = ledger(postgres());
  own.prepare(kim);
  own.prepare(runner_named("r2"));
  ASSERT_THAT(connection.sent, SizeIs(2));
  EXPECT_THAT(connection.sent[1], StartsWith("DEALLOCATE ALL;"));
  EXPECT_THAT(applied(own, row_of("a1", kim)), kInFull);
}

TEST_F(LedgerTextTest, ForgottenTheyAreStatementsAgain) {
  Ledger own = ledger(postgres());
  own.prepare(kim);
  own.forget_prepared();
  EXPECT_THAT(own.guard(kBasis), StartsWith("UPDATE"));
  EXPECT_THAT(applied(own, row_of("a1", kim)), kInFull);
}

TEST_F(LedgerTextTest, ADatabaseThatCannotPrepareIsSentStatements) {
  Ledger own = ledger(sqlite());
  own.prepare(kim);
  EXPECT_THAT(connection.sent, IsEmpty());
  EXPECT_THAT(own.guard(kBasis), StartsWith("UPDATE main.dunlin_lock "));
  EXPECT_THAT(applied(own, row_of("a1", kim), 3),
              ElementsAre(StartsWith("INSERT INTO main.dunlin_revision "),
                          StartsWith("INSERT INTO main.dunlin_event ")));
}

TEST_F(LedgerTextTest, WhoCountsTheTimeDependsOnTheDatabase) {
  EXPECT_THAT(ledger(postgres()).note(Event{}, kBasis, std::nullopt), HasSubstr("clock_timestamp"));
  EXPECT_THAT(ledger(postgres()).note(Event{}, kBasis, 12), Not(HasSubstr("clock_timestamp")));
  EXPECT_THAT(ledger(sqlite()).note(Event{}, kBasis, std::nullopt), Not(HasSubstr("clock")));
}

TEST_F(LedgerTextTest, NoPasswordIsKept) {
  add_secret("hunter22");
  Event event;
  event.error = "no such user: hunter22";
  EXPECT_THAT(ledger(postgres()).note(event, kBasis, 0), Not(HasSubstr("hunter22")));
  for (const std::string& statement : ledger(sqlite()).journal(
           "r1", revision::Direction::up, 0, "failed", "", Runner{}, kBasis, "hunter22 is wrong")) {
    EXPECT_THAT(statement, Not(HasSubstr("hunter22")));
  }
  forget_secrets();
}

}  // namespace
}  // namespace dunlin::ledger
