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
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr Basis kBasis{7, 41};

class LedgerTextTest : public testing::Test {
 protected:
  Ledger ledger(const Language& language) { return {connection, language, {"dunlin", ""}, "shop"}; }

  test::ScriptedConnection connection;
};

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
}

TEST_F(LedgerTextTest, OncePreparedTheyAreCalls) {
  Ledger own = ledger(postgres());
  own.prepare();
  ASSERT_THAT(connection.sent, SizeIs(1));
  for (const char* name : {"guard", "revision", "event"}) {
    EXPECT_THAT(connection.sent[0], HasSubstr(std::string("PREPARE dunlin_") + name + "("));
  }
  EXPECT_EQ(own.guard(kBasis), "EXECUTE dunlin_guard(7, 41)");
  EXPECT_THAT(own.record(Applied{}, kBasis, 0), StartsWith("EXECUTE dunlin_revision(7, 42, "));
  EXPECT_THAT(own.note(Event{}, kBasis, 0), StartsWith("EXECUTE dunlin_event(7, 42, "));
}

TEST_F(LedgerTextTest, WhatIsPreparedIsNotPreparedAgain) {
  Ledger own = ledger(postgres());
  own.prepare();
  own.prepare();
  EXPECT_THAT(connection.sent, SizeIs(1));
}

TEST_F(LedgerTextTest, ForgottenTheyAreStatementsAgain) {
  Ledger own = ledger(postgres());
  own.prepare();
  own.forget_prepared();
  EXPECT_THAT(own.guard(kBasis), StartsWith("UPDATE"));
  EXPECT_THAT(own.record(Applied{}, kBasis, 0), StartsWith("INSERT"));
  EXPECT_THAT(own.note(Event{}, kBasis, 0), StartsWith("INSERT"));
}

TEST_F(LedgerTextTest, ADatabaseThatCannotPrepareIsSentStatements) {
  Ledger own = ledger(sqlite());
  own.prepare();
  EXPECT_THAT(connection.sent, IsEmpty());
  EXPECT_THAT(own.guard(kBasis), StartsWith("UPDATE dunlin_lock"));
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
