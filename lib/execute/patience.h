#pragma once

#include <optional>
#include <vector>

#include "execute/lock_timeouts.h"
#include "execute/standoff.h"

namespace dunlin::execute {

/// A statement got no lock, and all of its transaction has to be undone to try again.
struct NoLock {
  Refused refused;
};

/// Sends the pieces of a run so that nobody queues for long behind one of its statements: each
/// waits for its lock as LockTimeouts says, and without it is sent again as Standoff says, from the
/// savepoint where there is one.
class Patience {
 public:
  explicit Patience(Session& session)
      : session_(session), timeouts_(session.discipline), standoff_(session) {}

  /// The next step has patience and limits of its own.
  void begin_step();

  /// What to write between the statements of a transaction.
  LockTimeouts& timeouts() { return timeouts_; }

  /// As execute::send(); throws NoLock, too, with the transaction failed or still open.
  std::optional<Refused> send(const plan::Step& step, std::vector<Piece> pieces);

  /// Behind NoLock, the transaction rolled back: waits for the next try, or throws
  /// Error(kLockTimeout) when the patience is over.
  void wait(const plan::Step& step, const NoLock& no_lock);
  /// The same where there is no next try.
  [[noreturn]] void give_up(const plan::Step& step, const NoLock& no_lock);

  /// Tells the observer whose transactions a CONCURRENTLY will wait for: it blocks nobody.
  void announce(const plan::Step& step, std::size_t statement);

 private:
  bool got_no_lock(const plan::Step& step, const Refused& refused) const;

  Session& session_;
  LockTimeouts timeouts_;
  Standoff standoff_;
};

}  // namespace dunlin::execute
