#include "execute/recorder.h"

#include <gmock/gmock.h>

#include "execute/postgres/discipline.h"
#include "unit/execute/session.h"

namespace dunlin::execute {
namespace {

using plan::Segment;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class RecorderTest : public testing::Test {
 protected:
  static plan::Step step(std::vector<Segment> segments) {
    plan::Step step;
    step.row.id = "r1";
    step.segments = std::move(segments);
    return step;
  }

  ledger::Statements progress(const plan::Step& step, std::size_t done, bool last) {
    return Recorder(nowhere.session, step).progress(done, last, {7, 41});
  }

  Nowhere nowhere{postgres::discipline()};
};

constexpr Segment kTransaction{Segment::Kind::transaction, 0, 1};
constexpr Segment kAlone{Segment::Kind::alone, 1, 1};
const auto kErase = StartsWith("DELETE FROM dunlin.revision");
const auto kForgetJournal = StartsWith("DELETE FROM dunlin.journal");

TEST_F(RecorderTest, ARevisionInOneTransactionIsARowAndAnEvent) {
  EXPECT_THAT(progress(step({kTransaction}), 1, true),
              ElementsAre(AllOf(StartsWith("INSERT INTO dunlin.revision"), HasSubstr("'applied'")),
                          AllOf(StartsWith("INSERT INTO dunlin.event"), HasSubstr("'applied'"))));
}

TEST_F(RecorderTest, OneThatWasJournaledReplacesItsUnfinishedRow) {
  EXPECT_THAT(progress(step({kTransaction, kAlone}), 2, true),
              ElementsAre(kForgetJournal, kErase, StartsWith("INSERT INTO dunlin.revision"),
                          StartsWith("INSERT INTO dunlin.event")));
}

TEST_F(RecorderTest, BetweenSegmentsItIsRunning) {
  EXPECT_THAT(progress(step({kTransaction, kAlone}), 1, false),
              ElementsAre(kErase, AllOf(StartsWith("INSERT INTO dunlin.revision"),
                                        HasSubstr("'running'"))));
}

TEST_F(RecorderTest, ARevertRemovesTheRow) {
  plan::Step down = step({kTransaction});
  down.direction = revision::Direction::down;
  EXPECT_THAT(progress(down, 1, true),
              ElementsAre(kErase, AllOf(StartsWith("INSERT INTO dunlin.event"),
                                        HasSubstr("'reverted'"), HasSubstr("'down'"))));
}

TEST_F(RecorderTest, AFailureIsAnEventWithItsError) {
  Diagnostic diagnostic;
  diagnostic.code = code::kRevisionFailed;
  diagnostic.message = "no such table";
  diagnostic.sqlstate = "42P01";
  const plan::Step failed = step({kTransaction});
  EXPECT_THAT(Recorder(nowhere.session, failed).failed({7, 41}, Error(diagnostic)),
              ElementsAre(AllOf(StartsWith("INSERT INTO dunlin.event"), HasSubstr("'failed'"),
                                HasSubstr("'no such table'"), HasSubstr("'42P01'"))));
}

TEST_F(RecorderTest, AStopBetweenSegmentsLeavesAPartialRow) {
  Diagnostic diagnostic;
  diagnostic.code = code::kRevisionFailed;
  const plan::Step stopped = step({kTransaction, kAlone});
  EXPECT_THAT(Recorder(nowhere.session, stopped).stopped(1, {7, 41}, Error(diagnostic)),
              ElementsAre(kErase, HasSubstr("'partial'"),
                          AllOf(StartsWith("INSERT INTO dunlin.event"), HasSubstr("'partial'"))));
}

}  // namespace
}  // namespace dunlin::execute
