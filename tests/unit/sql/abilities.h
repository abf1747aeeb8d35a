#pragma once

#include <string_view>
#include <vector>

namespace dunlin::sql::test {

/// Statements that cannot run in a transaction, or would have no effect there, and ones that only
/// look like them. tests/contract asks the servers about each.
inline const std::vector<std::string_view>& postgres_alone() {
  static const std::vector<std::string_view> kTexts = {
      "create index concurrently i on t (a)",
      "CREATE UNIQUE /* c */ INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
      "create index concurrently on t (a)",
      "drop index concurrently if exists i",
      "reindex (concurrently) table t",
      "reindex (verbose, concurrently true) index i",
      "reindex (tablespace s, concurrently) table t",
      "reindex table concurrently t",
      "reindex index concurrently i",
      "reindex schema s",
      "reindex (verbose) database d",
      "reindex system d",
      "vacuum",
      "vacuum (full, analyze) t",
      "cluster",
      "cluster verbose",
      "cluster (verbose)",
      "create database d",
      "drop database if exists d with (force)",
      "alter database d set tablespace s",
      "alter database \"set\" set tablespace s",
      "alter system set work_mem = '1MB'",
      "create tablespace s location '/x'",
      "drop tablespace s",
      "alter table p detach partition c concurrently",
      "alter table if exists only s.p detach partition s.c concurrently",
      "create subscription s connection '' publication p",
      "create subscription s connection '' publication p with (enabled = false)",
      "create subscription s connection '' publication p with (create_slot = true)",
      "drop subscription s",
      "alter subscription s refresh publication",
      "alter subscription s add publication q",
      "discard all",
  };
  return kTexts;
}

inline const std::vector<std::string_view>& postgres_not_alone() {
  static const std::vector<std::string_view> kTexts = {
      "create index i on t (concurrently)",
      "create index \"concurrently\" on t (a)",
      "drop index i",
      "reindex table t",
      "reindex (verbose) index i",
      "reindex (concurrently false) table t",
      "reindex (concurrently off, verbose) table t",
      "cluster t using i",
      "cluster verbose t",
      "cluster (verbose) t",
      "analyze",
      "refresh materialized view concurrently v",
      "alter type mood add value 'b'",
      "alter database d set work_mem = '1MB'",
      "alter database d rename to tablespace_d",
      "alter table p detach partition c",
      "alter table p detach partition c finalize",
      "alter table p attach partition c for values in (1)",
      "alter table t rename column detach to concurrently_detached",
      "create subscription s connection '' publication p with (create_slot = false)",
      "create subscription s connection '' publication p with (connect=off)",
      "create subscription s connection '' publication p with (slot_name = x, connect = "
      "'false')",
      "alter subscription s set publication p with (refresh = false)",
      "alter subscription s disable",
      "discard temp",
      "create publication p",
      "create role vacuum",
      "comment on database d is 'drop database d'",
      "select 'vacuum'",
      "checkpoint",
      "create table vacuum (database int)",
      "call p()",
  };
  return kTexts;
}

inline const std::vector<std::string_view>& sqlite_alone() {
  static const std::vector<std::string_view> kTexts = {"vacuum",
                                                       "VACUUM main INTO 'f'",
                                                       "pragma foreign_keys=off",
                                                       "PRAGMA Foreign_Keys ( 0 )",
                                                       "pragma main.journal_mode = wal",
                                                       "pragma synchronous = off",
                                                       "pragma locking_mode(normal)",
                                                       "pragma temp_store = memory",
                                                       "pragma wal_checkpoint",
                                                       "pragma main.wal_checkpoint(full)"};
  return kTexts;
}

inline const std::vector<std::string_view>& sqlite_not_alone() {
  static const std::vector<std::string_view> kTexts = {"pragma foreign_keys",
                                                       "pragma main.journal_mode",
                                                       "pragma foreign_key_check",
                                                       "pragma user_version = 3",
                                                       "pragma defer_foreign_keys = on",
                                                       "explain vacuum",
                                                       "create table vacuum(a)",
                                                       "select 'pragma foreign_keys = off'",
                                                       "pragma",
                                                       "reindex"};
  return kTexts;
}

}  // namespace dunlin::sql::test
