#include "dunlin/progress.h"

#include <gmock/gmock.h>

namespace dunlin::cmd {
namespace {

using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

plan::Step step(std::string id, std::string slug, revision::Direction direction) {
  plan::Step step;
  step.direction = direction;
  step.row.id = std::move(id);
  step.row.slug = std::move(slug);
  return step;
}

Diagnostic warning(std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code::kEdited;
  diagnostic.severity = Severity::warning;
  diagnostic.message = std::move(message);
  return diagnostic;
}

TEST(ProgressTest, TellsAndKeepsWhatWasCommitted) {
  const Speech speech;
  Progress progress(speech);
  CaptureStderr();
  progress.finished(step("a1", "users", revision::Direction::up), std::chrono::milliseconds(12),
                    {{"NOTICE", "00000", "skipped", "", ""}});
  progress.finished(step("a1", "users", revision::Direction::down), std::chrono::milliseconds(3),
                    {});
  EXPECT_EQ(GetCapturedStderr(),
            "notice: skipped\n"
            "up    a1  users                             0 statements   12 ms\n"
            "down  a1  users                             0 statements   3 ms\n");
  ASSERT_EQ(progress.steps().size(), 2U);
  EXPECT_EQ(progress.steps()[0].duration, std::chrono::milliseconds(12));
  EXPECT_EQ(progress.steps()[0].notices.size(), 1U);
}

TEST(ProgressTest, ColumnsFitTheLongestOfTheRun) {
  const Speech speech;
  Progress progress(speech);
  plan::Plan plan;
  plan.steps = {step("b2f8e7d9c1a3", "a", revision::Direction::up),
                step("20261101000000", std::string(34, 'b'), revision::Direction::up),
                step("\u00e9", "", revision::Direction::up)};
  progress.planned(plan);
  CaptureStderr();
  for (const plan::Step& each : plan.steps) {
    progress.finished(each, std::chrono::milliseconds(1), {});
  }
  const auto blanks = [](std::size_t n) { return std::string(n, ' '); };
  EXPECT_EQ(GetCapturedStderr(), "up    b2f8e7d9c1a3    a" + blanks(35) + "0 statements   1 ms\n" +
                                     "up    20261101000000  " + std::string(34, 'b') +
                                     "  0 statements   1 ms\n" + "up    \u00e9" + blanks(51) +
                                     "0 statements   1 ms\n");
}

TEST(ProgressTest, NamesWhoHoldsTheLock) {
  const Speech speech;
  Progress progress(speech);
  CaptureStderr();
  progress.waiting_for_lock(ledger::Holder{"r", "upgrade by ann@web1", 17, "noon"},
                            std::chrono::milliseconds(12'000));
  progress.waiting_for_lock(std::nullopt, std::chrono::milliseconds(500));
  EXPECT_EQ(GetCapturedStderr(),
            "waiting for the lock, 12 s so far: held by upgrade by ann@web1, pid 17, since noon\n"
            "waiting for the lock, 500 ms so far: held by another runner\n");
}

TEST(ProgressTest, NamesWhoIsInTheWayOfAStatement) {
  const Speech speech;
  Progress progress(speech);
  plan::Step step;
  step.row.id = "r1";
  const execute::Blocker reader{
      "17", "ann", "report", "idle in transaction", "SELECT 1", std::chrono::minutes(3)};
  const execute::Blocker nameless{"18", "", "", "", "", {}};
  CaptureStderr();
  progress.blocked(step, {0, {reader}, 1, std::chrono::milliseconds(200)});
  progress.blocked(step, {1, {nameless, reader}, 2, std::chrono::seconds(1)});
  progress.blocked(step, {1, {}, 3, std::chrono::seconds(2)});
  progress.waits_for(step, 2, {reader});
  EXPECT_EQ(
      GetCapturedStderr(),
      "r1: statement 1 gets no lock, in the way is pid 17 (ann, report, idle in transaction for 3 "
      "min): SELECT 1; try 2 in 200 ms\n"
      "r1: statement 2 gets no lock, in the way is pid 18 (and 1 more); try 3 in 1 s\n"
      "r1: statement 2 gets no lock, in the way is somebody who is gone by now, or cannot be seen; "
      "try 4 in 2 s\n"
      "r1: statement 3 waits until pid 17 (ann, report, idle in transaction for 3 min): SELECT 1 "
      "has ended its transaction\n");
}

TEST(ProgressTest, AWarningIsToldOnce) {
  const Speech speech;
  Progress progress(speech);
  CaptureStderr();
  progress.warned(warning("edited"));
  progress.warned(warning("edited"));
  progress.warned(warning("other"));
  EXPECT_EQ(GetCapturedStderr(), "warning[DN4003]: edited\nwarning[DN4003]: other\n");
  EXPECT_EQ(progress.warnings().size(), 2U);
}

TEST(ProgressTest, WithAJsonDocumentWarningsWaitForIt) {
  Speech speech;
  speech.format = Format::json;
  Progress progress(speech);
  CaptureStderr();
  progress.warned(warning("edited"));
  EXPECT_EQ(GetCapturedStderr(), "");
  EXPECT_EQ(progress.warnings().size(), 1U);
}

}  // namespace
}  // namespace dunlin::cmd
