#pragma once

#include <string>
#include <string_view>

#include "execute/session.h"

namespace dunlin::execute {

/// Between half of a pause and all of it: who started together must not ask together for ever.
Milliseconds jittered(Milliseconds pause);

/// What the lock of a project's runners is called.
std::string lock_name(const ledger::Names& names, std::string_view project);

/// The lock that keeps runners of one project apart, for the life of this object. A courtesy:
/// what makes a run safe is the basis that each transaction checks.
///
/// Waiting polls, so that no runner ever blocks inside the server: one that did would hold a
/// snapshot, and CREATE INDEX CONCURRENTLY of the holder would wait for it.
class RunLock {
 public:
  /// Waits for at most `session.patience`; then throws Error(kLockHeld) that names the holder.
  explicit RunLock(Session& session);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  Session& session_;
  std::string name_;
};

/// Opens a transaction that may write, waiting while another one is in the way, at most for
/// `session.patience`; then throws Error(kLockHeld).
void begin(Session& session);

/// Commits, again while readers are in the way.
void commit(Session& session);

}  // namespace dunlin::execute
