#pragma once

#include <chrono>

#include "base/error.h"

namespace dunlin {

/// SIGINT and SIGTERM turned into a flag and a pipe, so that loops can look and polls can wake.
/// The handler answers with one line on stderr at once; a second signal ends the process
/// immediately with 130 or 143.
class Interrupt {
 public:
  /// Installs the handlers (also as PID 1) and ignores SIGPIPE. One per process.
  static void install();

  /// Whether the line of the handler is a JSON object, as the log's are.
  static void announce_as_json(bool json);

  /// The signal that came, or 0.
  static int signal();

  /// Throws Error(kInterrupted / kTerminated) when a signal came.
  static void check();

  /// Readable once a signal came; for poll(2) beside a connection's socket.
  static int descriptor();

  /// Sleeps, at most until a signal comes, then throws as check() does.
  static void sleep(std::chrono::milliseconds duration);

  /// Puts every signal disposition and the mask back to the default, for exec.
  static void restore();
};

}  // namespace dunlin
