#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "db/connection.h"
#include "ledger/ledger.h"
#include "plan/plan.h"

namespace dunlin::execute {

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
  /// The database answers, but does not hold what is waited for.
  virtual void waiting_for_revisions(std::size_t /*pending*/,
                                     std::chrono::milliseconds /*waited*/) {}
  virtual void warned(const Diagnostic& /*warning*/) {}
};

}  // namespace dunlin::execute
