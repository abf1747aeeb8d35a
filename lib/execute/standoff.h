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

  /// What is held while it sleeps.
  enum class Held {
    nothing,
    rows,  ///< that were changed before a savepoint
  };

  /// How to go on.
  struct Next {
    Milliseconds limit{0};  ///< the least that the next try has to wait in the queue
    bool undo = false;      ///< with rows held: undo all, for somebody waits for them
  };

  /// Tells who is in the way and sleeps until the next try. No lock that others queue behind may be
  /// held. Throws Error(kLockTimeout) with the blockers when the patience is over, kInterrupted,
  /// kTerminated, and what the connection throws.
  Next wait(const plan::Step& step, const Refused& refused, Held held);

  /// Throws the same Error at once: what would have to be tried again is not the step's alone.
  [[noreturn]] void give_up(const plan::Step& step, const Refused& refused);

 private:
  std::vector<Blocker> blockers(const plan::Step& step, const Refused& refused) const;
  bool waited_for() const;
  Error failure(const plan::Step& step, const Refused& refused,
                const std::vector<Blocker>& blockers) const;

  Session& session_;
  std::chrono::steady_clock::time_point start_{};
  int tries_ = 0;
};

/// `pid 4711 (app, psql, idle in transaction for 12 s): SELECT …`
std::string describe(const Blocker& blocker);

}  // namespace dunlin::execute
