#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/duration.h"
#include "db/connection.h"
#include "sql/facts.h"

namespace dunlin::execute {

/// A session that is in the way.
struct Blocker {
  std::string pid;
  std::string user;
  std::string application;  ///< empty where it gave no name
  std::string state;        ///< `active`, `idle in transaction`, …
  std::string query;        ///< the last one, in one line
  Milliseconds age{0};      ///< of its transaction
  /// It is ended for whoever waits for it this long, and no sooner: an autovacuum worker.
  std::optional<Milliseconds> yields_after = {};
};

/// What a server limits for each statement; each is put back apart.
enum class Limit {
  lock,       ///< each of its locks
  statement,  ///< all of it
  taking,     ///< all of one that only takes locks
};

/// A session that holds the lock of a project's runners.
struct Holding {
  Blocker by;
  std::vector<Blocker> blockers;  ///< what its statement waits for, where it waits
};

/// How a server hands out locks on tables to whoever queues for them. What waits for a strong one
/// has everybody who comes later wait behind it, readers too (PostgreSQL, all versions): so nothing
/// waits long, and asks again instead.
class Locking {
 public:
  Locking() = default;
  Locking(const Locking&) = delete;
  Locking& operator=(const Locking&) = delete;
  virtual ~Locking() = default;

  /// Sets a limit until the transaction ends or unlimited() puts back what was there before.
  virtual std::string limited(Limit limit, Milliseconds timeout) const = 0;
  virtual std::string unlimited(Limit limit) const = 0;

  /// The statement that takes a lock on a table and all its partitions.
  virtual std::string taking(const sql::Lock& lock) const = 0;

  /// Whether an error says that a lock was not to be had.
  virtual bool refused(const db::ServerError& error) const = 0;
  /// Whether an error says that a statement took too long.
  virtual bool timed_out(const db::ServerError& error) const = 0;

  /// Who holds what conflicts with these locks, the oldest transaction first; at most ten.
  virtual std::vector<Blocker> blockers(db::Connection& connection,
                                        const std::vector<sql::Lock>& locks) const = 0;

  /// Whether another session waits for what this one holds.
  virtual bool waited_for(db::Connection& connection) const = 0;

  /// Whose transactions a statement outside a transaction would wait for: CREATE INDEX CONCURRENTLY
  /// waits for every one that is older than itself. Those older than a second; at most ten.
  virtual std::vector<Blocker> snapshots(db::Connection& connection) const = 0;

  /// Who holds the lock that Discipline::try_lock() takes, or nothing.
  virtual std::optional<Holding> holding(db::Connection& connection,
                                         std::string_view name) const = 0;
};

}  // namespace dunlin::execute
