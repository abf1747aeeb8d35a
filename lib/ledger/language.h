#pragma once

#include <string>
#include <string_view>

#include "db/connection.h"

namespace dunlin::ledger {

/// Where the ledger lives: a schema (PostgreSQL) and what its tables' names begin with.
struct Names {
  std::string schema;
  std::string prefix;
};

/// What the ledger must say differently to each kind of database; everything else is SQL that
/// both understand. Values with static life; ledger/postgres.h and ledger/sqlite.h hold them.
struct Language {
  /// The file of `CREATE TABLE` statements (format 1), with `{table}` for each table's name.
  std::string_view schema_file;

  /// The qualified and quoted name of a table of the ledger.
  std::string (*relation)(const db::Quoting&, const Names&, std::string_view table);

  /// A query of one column: the names of the ledger's tables that exist, also those that this
  /// role may not read.
  std::string (*existing)(const db::Quoting&, const Names&);

  /// Statements that make the place the tables go to, or an empty text.
  std::string (*place)(const db::Quoting&, const Names&);

  /// An expression that reads a column of times as RFC 3339 text in UTC.
  std::string (*time)(std::string_view column);

  /// An expression for this moment in the form that columns of times have.
  std::string_view now;

  /// An expression for the milliseconds since the transaction began; empty: the client counts.
  std::string_view elapsed;

  /// Whether a session can PREPARE statements and EXECUTE them by name.
  bool prepares;

  /// Whether an error means that the role may not read or write.
  bool (*denied)(const db::ServerError&);
};

}  // namespace dunlin::ledger
