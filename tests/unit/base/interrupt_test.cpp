#include "base/interrupt.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <thread>

namespace dunlin {
namespace {

// Every test runs in a process of its own: a signal that came is never forgotten.

[[noreturn]] void finish(bool good) { ::_exit(good ? 0 : 1); }

TEST(InterruptDeathTest, ASignalIsAnnouncedAtOnceAndRaisesAFlag) {
  const auto program = [] {
    Interrupt::install();
    if (Interrupt::signal() != 0) finish(false);
    Interrupt::check();
    ::raise(SIGTERM);
    pollfd wake{Interrupt::descriptor(), POLLIN, 0};
    if (::poll(&wake, 1, 0) != 1 || Interrupt::signal() != SIGTERM) finish(false);
    try {
      Interrupt::check();
    } catch (const Error& error) {
      finish(error.code() == code::kTerminated && error.exit() == Exit::terminated);
    }
    finish(false);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(0), "^dunlin: SIGTERM: stopping");
}

TEST(InterruptDeathTest, ASecondSignalEndsTheProcess) {
  const auto twice = [](int signal) {
    Interrupt::install();
    ::raise(signal);
    ::raise(signal);
    finish(false);
  };
  EXPECT_EXIT(twice(SIGINT), testing::ExitedWithCode(130), "SIGINT: stopping");
  EXPECT_EXIT(twice(SIGTERM), testing::ExitedWithCode(143), "SIGTERM: stopping");
}

TEST(InterruptDeathTest, SleepEndsWhenASignalComes) {
  const auto program = [] {
    Interrupt::install();
    Interrupt::sleep(std::chrono::milliseconds(1));
    std::thread waker([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      ::kill(::getpid(), SIGINT);
    });
    waker.detach();
    try {
      Interrupt::sleep(std::chrono::minutes(10));
    } catch (const Error& error) {
      finish(error.code() == code::kInterrupted);
    }
    finish(false);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(0), "");
}

TEST(InterruptDeathTest, BrokenPipesAreErrorsAndNoSignals) {
  const auto program = [] {
    Interrupt::install();
    int ends[2];
    if (::pipe(ends) != 0) finish(false);
    ::close(ends[0]);
    finish(::write(ends[1], "x", 1) == -1 && errno == EPIPE);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(0), "");
}

TEST(InterruptDeathTest, RestoreGivesSignalsBackTheirMeaning) {
  const auto program = [] {
    Interrupt::install();
    ::signal(SIGHUP, SIG_IGN);
    Interrupt::restore();
    struct sigaction hup {};
    ::sigaction(SIGHUP, nullptr, &hup);
    if (hup.sa_handler != SIG_DFL) finish(false);
    ::raise(SIGTERM);
  };
  EXPECT_EXIT(program(), testing::KilledBySignal(SIGTERM), "");
}

TEST(InterruptDeathTest, AnnouncementIsJsonWhereTheLogIs) {
  const auto program = [] {
    Interrupt::install();
    Interrupt::announce_as_json(true);
    ::raise(SIGINT);
    finish(true);
  };
  EXPECT_EXIT(program(), testing::ExitedWithCode(0), "^\\{\"level\":\"warning\"");
}

}  // namespace
}  // namespace dunlin
