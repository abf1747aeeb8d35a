#pragma once

#include <chrono>

#include "execute/failure.h"
#include "execute/session.h"

namespace dunlin::execute {

/// A step that gets no lock, and tries again while there is patience: with pauses that double from
/// a fifth of a second to half a minute, none of them the same for two runners.
class Standoff {
 public:
  explicit Standoff(Session& session) : session_(session) {}

  /// The next step has patience of its own.
  void begin();

  /// Tells who is in the way and sleeps until the next try. Nothing that others want is held
  /// meanwhile: the caller has gone back to where nothing was. Throws Error(kLockTimeout) with the
  /// blockers when the patience is over, kInterrupted, kTerminated, and what the connection throws.
  void wait(const plan::Step& step, const Refused& refused);

  /// Throws the same Error at once: what would have to be tried again is not the step's alone.
  [[noreturn]] void give_up(const plan::Step& step, const Refused& refused);

 private:
  std::vector<Blocker> blockers(const plan::Step& step, const Refused& refused) const;
  Error failure(const plan::Step& step, const Refused& refused,
                const std::vector<Blocker>& blockers) const;

  Session& session_;
  std::chrono::steady_clock::time_point start_{};
  int tries_ = 0;
};

/// `pid 4711 (app, psql, idle in transaction for 12 s): SELECT …`
std::string describe(const Blocker& blocker);

}  // namespace dunlin::execute
