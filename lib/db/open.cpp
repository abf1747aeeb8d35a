#include "db/open.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "base/interrupt.h"
#include "db/errors.h"

namespace dunlin::db {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Milliseconds kFirstPause{100};
constexpr Milliseconds kLongestPause{1000};
constexpr std::chrono::seconds kTalkEvery{5};

/// Half to all of `pause`, so that replicas started together do not knock together.
Milliseconds jittered(Milliseconds pause) {
  static std::minstd_rand random{std::random_device{}()};
  return Milliseconds(std::uniform_int_distribution<int>(static_cast<int>(pause.count() / 2),
                                                         static_cast<int>(pause.count()))(random));
}

}  // namespace

std::unique_ptr<Connection> open_waiting(
    const std::function<std::unique_ptr<Connection>()>& attempt, Milliseconds wait,
    const std::function<void(const Diagnostic&)>& on_retry) {
  const Clock::time_point start = Clock::now();
  std::optional<Clock::time_point> last_talk;
  Milliseconds pause = kFirstPause;
  for (int attempts = 1;; ++attempts) {
    try {
      return attempt();
    } catch (const Unreachable& error) {
      const auto left = std::chrono::ceil<Milliseconds>(start + wait - Clock::now());
      if (!error.can_heal || left.count() <= 0) {
        if (attempts == 1) throw;
        throw with_note(
            error,
            fmt::format("tried {} times in {}", attempts,
                        humane(std::chrono::duration_cast<Milliseconds>(Clock::now() - start))));
      }
      if (on_retry && (!last_talk || Clock::now() - *last_talk >= kTalkEvery)) {
        on_retry(error.first());
        last_talk = Clock::now();
      }
      Interrupt::sleep(std::min(jittered(pause), left));
      pause = std::min(pause * 2, kLongestPause);
    }
  }
}

}  // namespace dunlin::db
