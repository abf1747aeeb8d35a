#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/duration.h"
#include "base/error.h"
#include "db/connection.h"

namespace dunlin::db {

/// How a session is wanted; each database reads what it knows.
struct OpenOptions {
  bool create = false;                     ///< SQLite: make the file when there is none
  bool read_only = false;                  ///< the session changes nothing
  std::optional<std::string> search_path;  ///< PostgreSQL: a list; else the URL's
  std::optional<std::string> role;         ///< PostgreSQL: SET ROLE
  std::string application_name;            ///< PostgreSQL; empty: the URL's, else `dunlin`
  Milliseconds connect_timeout{10'000};    ///< PostgreSQL: per host, unless the URL says
  Milliseconds busy_timeout{0};            ///< SQLite: how long a statement waits for a lock
};

/// What `attempt` returns, tried again while it throws an Unreachable that can heal, until `wait`
/// is over; then the last error is thrown. The pauses grow from 100 ms to 1 s. `on_retry` hears
/// the reason at the first failure, and again at most every five seconds. A signal ends it.
std::unique_ptr<Connection> open_waiting(
    const std::function<std::unique_ptr<Connection>()>& attempt, Milliseconds wait,
    const std::function<void(const Diagnostic&)>& on_retry);

}  // namespace dunlin::db
