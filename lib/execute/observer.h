#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "db/connection.h"
#include "execute/locking.h"
#include "ledger/ledger.h"
#include "plan/plan.h"

namespace dunlin::execute {

/// A statement that waits for a lock.
struct Blocked {
  std::size_t statement = 0;  ///< index within the step
  std::vector<Blocker> by;    ///< may be empty: they are gone by now, or cannot be seen
  int tries = 0;              ///< so far
  Milliseconds pause{0};      ///< until the next
};

/// Hears what a run does, as it does it. Called on the thread of the run; must not throw.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  virtual void connecting_again(const Diagnostic& /*reason*/) {}
  virtual void waiting_for_lock(const std::optional<ledger::Holder>& /*holder*/,
                                std::chrono::milliseconds /*waited*/) {}
  /// What will be run from here on; told again when it had to be planned again.
  virtual void planned(const plan::Plan& /*plan*/) {}
  virtual void planning_again() {}
  virtual void started(const plan::Step& /*step*/) {}
  virtual void finished(const plan::Step& /*step*/, std::chrono::milliseconds /*duration*/,
                        const std::vector<db::Notice>& /*notices*/) {}
  /// A step that was begun and is not finished; its error is thrown.
  virtual void stopped(const plan::Step& /*step*/, const std::vector<db::Notice>& /*notices*/) {}
  /// A statement got no lock in time. Nothing is held while it waits for its next try.
  virtual void blocked(const plan::Step& /*step*/, const Blocked& /*blocked*/) {}
  /// What a statement outside a transaction will wait for before it is done.
  virtual void waits_for(const plan::Step& /*step*/, std::size_t /*statement*/,
                         const std::vector<Blocker>& /*transactions*/) {}
  /// The database answers, but does not hold what is waited for.
  virtual void waiting_for_revisions(std::size_t /*pending*/,
                                     std::chrono::milliseconds /*waited*/) {}
  virtual void warned(const Diagnostic& /*warning*/) {}
};

}  // namespace dunlin::execute
