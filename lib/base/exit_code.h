#pragma once

namespace dunlin {

/// What the process says to its caller. One number per kind of outcome; the numbers are stable
/// and documented, and a caller may act on them.
enum class Exit : int {
  done = 0,            ///< done, or nothing to do
  internal = 1,        ///< a defect of dunlin
  usage = 2,           ///< command line, configuration, unreadable directory
  pending = 3,         ///< revisions are pending (only where --exit-code asks)
  unreachable = 10,    ///< no connection to the database
  locked = 11,         ///< another runner holds the lock
  retry = 12,          ///< lock timeout, deadlock, connection lost: rolled back, try again
  failed = 20,         ///< a revision failed and was rolled back
  partial = 21,        ///< a revision stopped between its segments
  in_doubt = 22,       ///< the outcome of a COMMIT is unknown
  drift = 23,          ///< an edited revision, or a database that differs
  ahead = 24,          ///< the database is ahead of the files
  contradiction = 25,  ///< the revisions contradict each other
  unverified = 26,     ///< a verification failed
  refused = 30,        ///< refused by policy
  interrupted = 130,   ///< SIGINT, rolled back
  terminated = 143,    ///< SIGTERM, rolled back
};

}  // namespace dunlin
