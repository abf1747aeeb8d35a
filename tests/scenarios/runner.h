#pragma once

#include <string>

#include "archive.h"

namespace dunlin::scenario {

/// What happened. `transcript` is the whole session: every step, what it printed, what was wrong.
struct Report {
  enum class Outcome { passed, failed, skipped };

  Outcome outcome = Outcome::passed;
  std::string transcript;
  std::string why;         ///< it ended early, and where; empty when it passed
  bool rewritten = false;  ///< accept mode changed an expected file of the archive
};

/// How scenarios are run.
struct Settings {
  std::string program;  ///< the dunlin binary
  bool accept = false;  ///< a `cmp` that differs rewrites its expected file instead of failing
};

/// Runs the scenario `archive`, which stands in the file `name`, on a database of this kind
/// (sqlite, postgres or none), in a temporary folder of its own. Never throws for what a scenario
/// can do wrong: that is a failed report.
Report run_scenario(Archive& archive, const std::string& name, const std::string& database,
                    const Settings& settings);

}  // namespace dunlin::scenario
