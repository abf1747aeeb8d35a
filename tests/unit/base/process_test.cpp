#include "base/process.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/error.h"
#include "base/interrupt.h"

namespace dunlin {
namespace {

using testing::HasSubstr;

TEST(ProcessTest, InputGoesInAndOutputComesOut) {
  const ProcessResult result = run_process({"tr", "a-z", "A-Z"}, "hello", true);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, "HELLO");
}

TEST(ProcessTest, LargeInputNobodyReadsBlocksNobody) {
  EXPECT_EQ(run_process({"true"}, std::string(1'000'000, 'x'), true).exit_code, 0);
}

TEST(ProcessTest, LargeOutputIsReadWhole) {
  EXPECT_EQ(run_process({"cat"}, std::string(1'000'000, 'x'), true).out.size(), 1'000'000U);
}

TEST(ProcessTest, ExitCodesAndSignalsAreTold) {
  EXPECT_EQ(run_process({"sh", "-c", "exit 7"}, "", false).exit_code, 7);
  EXPECT_EQ(run_process({"sh", "-c", "kill -TERM $$"}, "", false).exit_code, 143);
}

TEST(ProcessTest, OutputThatIsNotCapturedGoesToStderr) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  run_process({"echo", "talk"}, "", false);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "talk\n");
}

TEST(ProcessTest, MissingProgramIsAnErrorOfItsOwn) {
  try {
    run_process({"dunlin-no-such-program"}, "", true);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kCommandNotFound);
    EXPECT_EQ(error.first().message,
              "cannot run 'dunlin-no-such-program': No such file or directory");
  }
}

TEST(ProcessTest, ChildrenHaveDefaultSignals) {
  ::signal(SIGPIPE, SIG_IGN);
  EXPECT_EQ(run_process({"sh", "-c", "kill -PIPE $$"}, "", false).exit_code, 128 + SIGPIPE);
  ::signal(SIGPIPE, SIG_DFL);
}

TEST(ProcessDeathTest, BecomingKeepsTheProcessAndClosesTheRest) {
  const auto program = [] {
    Interrupt::install();
    const int fd = ::open("/dev/null", O_RDONLY);
    const std::string script = "test -e /proc/$$/fd/" + std::to_string(fd) +
                               " && exit 1; test $$ = " + std::to_string(::getpid()) +
                               " || exit 2; kill -PIPE $$; exit 3";
    become({"sh", "-c", script});
  };
  EXPECT_EXIT(program(), testing::KilledBySignal(SIGPIPE), "");
}

TEST(ProcessDeathTest, BecomingNothingThrowsAndCanStillSpeak) {
  const auto program = [] {
    try {
      become({"dunlin-no-such-program"});
    } catch (const Error& error) {
      std::fprintf(stderr, "%s", error.what());
      std::exit(static_cast<int>(error.exit()));
    }
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(2), "cannot run 'dunlin-no-such-program'");
}

TEST(ProcessDeathTest, SignalsArePassedOnToTheChild) {
  const auto program = [] {
    Interrupt::install();
    const ProcessResult result = run_process(
        {"sh", "-c", "trap 'exit 9' TERM; kill -TERM $PPID; while :; do sleep 0.1; done"}, "",
        false);
    std::exit(result.exit_code);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(9), "SIGTERM: stopping");
}

}  // namespace
}  // namespace dunlin
