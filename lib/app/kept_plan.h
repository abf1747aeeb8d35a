#pragma once

#include <string>

#include "app/context.h"
#include "ledger/ledger.h"
#include "plan/plan.h"

namespace dunlin::app {

/// A plan that `plan --out` kept in a file, to be run exactly or not at all.
class KeptPlan {
 public:
  /// Throws Error(kUnreadable) where there is no such file, or where it holds no plan.
  KeptPlan(Context& context, std::string file);

  /// Throws Error(kOtherPlan) unless `plan` is what is left of this one: its steps, less those at
  /// the beginning that the ledger says are applied as they were kept.
  void require(const plan::Plan& plan, const ledger::Snapshot& snapshot,
               const std::string& target) const;

 private:
  std::string file_;
  std::string text_;
};

}  // namespace dunlin::app
