// What a scenario must notice. The scenarios beside this file show what passes.

#include "runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace dunlin::scenario {
namespace {

using testing::AllOf;
using testing::HasSubstr;

using Outcome = Report::Outcome;

constexpr const char* kHead = "# A title.\ndatabase sqlite\n";

Report run(const std::string& steps, Archive* archive = nullptr, bool accept = false) {
  Archive parsed = parse_archive(kHead + steps);
  const Report report =
      run_scenario(parsed, "x.txt", "sqlite", {.program = "/bin/false", .accept = accept});
  if (archive != nullptr) *archive = parsed;
  return report;
}

std::string failure(const std::string& steps) {
  const Report report = run(steps);
  return report.outcome == Outcome::failed ? report.transcript : "did not fail";
}

TEST(RunnerTest, NoticesAnExitCode) {
  EXPECT_THAT(failure("dunlin\nexit 1\n"), HasSubstr("x.txt:3: should succeed, and exits 1"));
  EXPECT_THAT(failure("! exec true\n"), HasSubstr("x.txt:3: should fail, and exits 0"));
  EXPECT_THAT(failure("! dunlin\nexit 2\n"), HasSubstr("x.txt:4: the last command exited 1"));
  EXPECT_THAT(failure("exec no-such-program\nexit 0\n"), HasSubstr("exits 127"));
  EXPECT_THAT(failure("! exec sh -c 'kill -9 $$'\nexit 0\n"), HasSubstr("exited 137"));
}

TEST(RunnerTest, NoticesWhatIsPrinted) {
  EXPECT_THAT(failure("exec echo a\nstdout b\n"), HasSubstr("x.txt:4: it is not there"));
  EXPECT_THAT(failure("exec echo a\n! stdout a\n"), HasSubstr("x.txt:4: it is there"));
  EXPECT_THAT(failure("exec echo a\nstderr a\n"), HasSubstr("x.txt:4: it is not there"));
  EXPECT_THAT(failure("exec echo a\nstdout '('\n"), HasSubstr("x.txt:4: '('"));
}

TEST(RunnerTest, ShowsADifference) {
  EXPECT_THAT(failure("exec printf 'a\\nb\\n'\ncmp stdout f\n-- f --\na\nc\n"),
              HasSubstr("they differ\n  a\n- c\n+ b\n"));
  EXPECT_THAT(failure("exec echo a\ncmp stdout none\n"), HasSubstr("no such file: none"));
  EXPECT_THAT(failure("exec echo a\n! cmp stdout f\n-- f --\na\n"), HasSubstr("are the same"));
}

TEST(RunnerTest, NoticesFiles) {
  EXPECT_THAT(failure("exists f\n"), HasSubstr("'f' does not exist"));
  EXPECT_THAT(failure("! exists f*\n-- f1 --\n"), HasSubstr("'f*' exists"));
  EXPECT_THAT(failure("rm f\nexists f\n"), HasSubstr("'f' does not exist"));
}

TEST(RunnerTest, NoticesSqlErrors) {
  EXPECT_THAT(failure("sql 'SELECT * FROM t'\nexit 0\n"), HasSubstr("no such table: t"));
}

TEST(RunnerTest, RefusesUnknownCommandsBeforeAnythingRuns) {
  EXPECT_EQ(failure("exec touch f\nstdut x\nexit 0\n"), "x.txt:4: no such command: 'stdut'\n");
  EXPECT_EQ(failure("stdout a b\n"), "x.txt:3: too many words: quote what belongs together\n");
  EXPECT_EQ(failure("! cd x\n"), "x.txt:3: 'cd' cannot be expected to fail\n");
}

TEST(RunnerTest, NoticesVariablesThatAreNotSet) {
  EXPECT_THAT(failure("exec echo $NOT_SET\nexit 0\n"), HasSubstr("x.txt:3: not set: $NOT_SET"));
}

TEST(RunnerTest, SkipsLoudly) {
  const Report report = run("skip-unless no-such-program\nexit 1\n");

  EXPECT_EQ(report.outcome, Outcome::skipped);
  EXPECT_EQ(report.why, "x.txt:3: no-such-program is missing");
}

TEST(RunnerTest, LooksPastFoldersItCannotLookInto) {
  const std::string too_long(300, 'x');

  EXPECT_EQ(run("env PATH=/" + too_long + ":$PATH\nskip-unless sh\nexit 0\n").outcome,
            Outcome::passed);
}

TEST(RunnerTest, SkipsWhereAProgramDoesNotWork) {
  const Report report = run("skip-unless exec sh -c 'echo a >&2; echo b >&2; exit 3'\nexit 1\n");

  EXPECT_EQ(report.outcome, Outcome::skipped);
  EXPECT_EQ(report.why, "x.txt:3: sh does not work here: b");
  EXPECT_EQ(run("skip-unless exec true\nexit 0\n").outcome, Outcome::passed);
}

TEST(RunnerTest, TheTranscriptShowsEveryStep) {
  EXPECT_THAT(failure("exec sh -c 'echo a; echo b >&2; exit 3'\nexit 0\n"),
              AllOf(HasSubstr("> exec sh -c"), HasSubstr("a\n[stderr]\nb\n[exit 3]\n")));
}

TEST(RunnerTest, AcceptRewritesWhatIsExpected) {
  Archive archive;
  const std::string steps = "exec echo a\ncmp stdout f\ncmp stdout new\n-- f --\nb\n-- g --\nc\n";
  const Report report = run(steps, &archive, true);

  EXPECT_EQ(report.outcome, Outcome::passed) << report.transcript;
  EXPECT_TRUE(report.rewritten);
  EXPECT_EQ(to_text(archive), kHead + std::string("exec echo a\ncmp stdout f\ncmp stdout new\n"
                                                  "-- f --\na\n-- g --\nc\n-- new --\na\n"));
}

TEST(RunnerTest, AcceptChangesNothingThatIsRight) {
  EXPECT_FALSE(run("exec echo a\ncmp stdout f\n-- f --\na\n", nullptr, true).rewritten);
}

}  // namespace
}  // namespace dunlin::scenario
