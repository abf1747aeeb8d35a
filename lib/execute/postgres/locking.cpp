#include "execute/postgres/locking.h"

#include <fmt/format.h>

#include <cstdlib>

#include "db/quoting.h"
#include "execute/postgres/discipline.h"

namespace dunlin::execute::postgres {

namespace {

using sql::LockMode;

std::string name_of_relation(const sql::Element& relation) {
  const db::StandardQuoting quoting;
  const std::string name = quoting.quoted_name(relation.name);
  return relation.schema.empty() ? name : quoting.quoted_name(relation.schema) + "." + name;
}

// The modes of pg_locks that conflict with a mode (PostgreSQL manual, table 13.2).
std::string_view conflicting(LockMode mode) {
  switch (mode) {
    case LockMode::share:
      return "'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareRowExclusiveLock', "
             "'ExclusiveLock', 'AccessExclusiveLock'";
    case LockMode::share_row_exclusive:
      return "'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', "
             "'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'";
    case LockMode::exclusive:
      return "'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', "
             "'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'";
    default:
      return "'AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', "
             "'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'";
  }
}

struct Setting {
  std::string_view name;
  std::string_view kept;  // where its value before is kept
};

Setting setting_of(Limit limit) {
  switch (limit) {
    case Limit::lock:
      return {"lock_timeout", "dunlin.lock_timeout"};
    case Limit::statement:
      return {"statement_timeout", "dunlin.statement_timeout"};
    default:
      return {"statement_timeout", "dunlin.taking_timeout"};
  }
}

Milliseconds milliseconds(const std::string& text) {
  return Milliseconds(std::strtoll(text.c_str(), nullptr, 10));
}

std::vector<Blocker> sessions(db::Connection& connection, const std::string& condition) {
  const db::Result result = connection.run(fmt::format(
      // Within a transaction the view shows what it showed first.
      "SELECT pg_catalog.pg_stat_clear_snapshot(); SELECT a.pid, a.usename, a.application_name, "
      "a.state, "
      "(extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1000)::bigint, "
      "pg_catalog.regexp_replace(pg_catalog.left(a.query, 400), '\\s+', ' ', 'g'), "
      "CASE a.backend_type WHEN 'autovacuum worker' THEN (SELECT s.setting FROM "
      "pg_catalog.pg_settings s WHERE s.name = 'deadlock_timeout') END "
      "FROM pg_catalog.pg_stat_activity a WHERE a.pid <> pg_catalog.pg_backend_pid() AND {} "
      "ORDER BY a.xact_start NULLS LAST, a.pid LIMIT 10",
      condition));
  std::vector<Blocker> found;
  for (const db::Row& row : result.rows) {
    const auto text = [&](std::size_t column) { return row.at(column).value_or(""); };
    found.push_back({text(0), text(1), text(2), text(3), text(5), milliseconds(text(4)), {}});
    if (row.at(6)) found.back().yields_after = milliseconds(text(6));
  }
  return found;
}

class PostgresLocking final : public Locking {
 public:
  // A server, a database, a role, the URL and the script may all have set one before.
  std::string limited(Limit limit, Milliseconds timeout) const override {
    const auto [name, kept] = setting_of(limit);
    return fmt::format(
        "SELECT pg_catalog.set_config('{1}', pg_catalog.current_setting('{0}'), true), "
        "pg_catalog.set_config('{0}', '{2}', true)",
        name, kept, timeout.count());
  }
  std::string unlimited(Limit limit) const override {
    const auto [name, kept] = setting_of(limit);
    return fmt::format("SELECT pg_catalog.set_config('{}', pg_catalog.current_setting('{}'), true)",
                       name, kept);
  }

  std::string taking(const sql::Lock& lock) const override {
    return fmt::format("LOCK TABLE {} IN {} MODE", name_of_relation(lock.relation),
                       sql::name_of(lock.mode));
  }

  // lock_not_available, deadlock_detected
  bool refused(const db::ServerError& error) const override {
    return error.sqlstate == "55P03" || error.sqlstate == "40P01";
  }
  // query_canceled: also what an administrator does
  bool timed_out(const db::ServerError& error) const override { return error.sqlstate == "57014"; }

  // Whoever holds a partition holds up its table.
  std::vector<Blocker> blockers(db::Connection& connection,
                                const std::vector<sql::Lock>& locks) const override {
    std::string held;
    for (const sql::Lock& lock : locks) {
      if (!held.empty()) held += " OR ";
      held += fmt::format(
          "(l.mode IN ({0}) AND l.relation IN (WITH RECURSIVE tree (oid) AS ("
          "SELECT pg_catalog.to_regclass({1})::pg_catalog.oid UNION "
          "SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree t ON i.inhparent = t.oid) "
          "SELECT oid FROM tree))",
          conflicting(lock.mode), db::StandardQuoting().quoted(name_of_relation(lock.relation)));
    }
    if (held.empty()) return {};
    return sessions(connection,
                    fmt::format("a.pid IN (SELECT l.pid FROM pg_catalog.pg_locks l "
                                "WHERE l.locktype = 'relation' AND l.granted AND l.database = "
                                "(SELECT oid FROM pg_catalog.pg_database "
                                "WHERE datname = pg_catalog.current_database()) AND ({}))",
                                held));
  }

  bool waited_for(db::Connection& connection) const override {
    const db::Result result = connection.run(
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE NOT l.granted AND "
        "pg_catalog.pg_backend_pid() = ANY (pg_catalog.pg_blocking_pids(l.pid)))");
    return result.rows.at(0).at(0) == "t";
  }

  std::vector<Blocker> snapshots(db::Connection& connection) const override {
    return sessions(connection,
                    "a.datname = pg_catalog.current_database() AND a.xact_start < "
                    "pg_catalog.clock_timestamp() - interval '1 second'");
  }

  // An advisory lock of 64 bits shows its halves (PostgreSQL manual, pg_locks).
  std::optional<Holding> holding(db::Connection& connection, std::string_view name) const override {
    const std::vector<Blocker> found = sessions(
        connection, fmt::format("a.pid IN (SELECT l.pid FROM pg_catalog.pg_locks l WHERE l.granted "
                                "AND l.locktype = 'advisory' AND l.objsubid = 1 AND l.database = "
                                "(SELECT oid FROM pg_catalog.pg_database "
                                "WHERE datname = pg_catalog.current_database()) "
                                "AND (l.classid::bigint << 32) | l.objid::bigint = {})",
                                lock_key(name)));
    if (found.empty()) return std::nullopt;
    return Holding{found.front(),
                   sessions(connection, fmt::format("a.pid = ANY (pg_catalog.pg_blocking_pids({}))",
                                                    found.front().pid))};
  }
};

}  // namespace

const Locking& locking() {
  static const PostgresLocking kLocking;
  return kLocking;
}

}  // namespace dunlin::execute::postgres
