#pragma once

#include <string>

#include "app/context.h"
#include "app/report.h"

namespace dunlin::app {

struct DatabaseReport {
  std::string database;  ///< its shown URL
  bool existed = false;
};

/// Creates the database (the file); one that exists already is no error.
DatabaseReport create(Context& context);

/// Removes the database. Refused (kProtected) for a protected environment.
DatabaseReport drop(Context& context);

/// Drops, creates and upgrades to all heads. Refused (kProtected) for a protected environment.
RunReport reset(Context& context);

/// Waits until the database answers and holds the target (every revision of the files when empty);
/// never changes anything. Throws kUnreachable, or kWaitTimedOut after `patience`.
struct WaitReport {
  std::string database;
  std::chrono::milliseconds waited{0};
};
WaitReport wait(Context& context, const std::string& target, Milliseconds patience);

}  // namespace dunlin::app
