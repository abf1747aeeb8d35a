#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/error.h"
#include "db/connection.h"
#include "plan/plan.h"
#include "revision/revision.h"

namespace dunlin::app {

/// One revision that a run applied, reverted or would.
struct StepReport {
  revision::Id id;
  std::string slug;
  revision::Direction direction = revision::Direction::up;
  std::size_t statements = 0;
  std::size_t skipped = 0;  ///< of them: what they want was there already
  bool satisfied = false;   ///< all of them: only recorded
  std::chrono::milliseconds duration{0};
  std::vector<db::Notice> notices;
};

/// What is known of a step before it runs.
StepReport report_of(const plan::Step& step);

/// What a run did. On failure the observer has heard the same, step by step.
struct RunReport {
  std::string database;  ///< `staging (postgresql://…)`
  std::vector<StepReport> steps;
  std::vector<revision::Id> before;  ///< the applied revisions nothing applied builds on
  std::vector<revision::Id> after;
  bool up_to_date = false;  ///< nothing was to be done
  bool dry = false;         ///< nothing was done on purpose
};

}  // namespace dunlin::app
