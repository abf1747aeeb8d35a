#pragma once

#include <memory>
#include <span>

#include "db/connection.h"
#include "execute/discipline.h"

namespace dunlin::execute::sqlite {

/// Rows that point at a parent which is not there, counted per table and key: those of before the
/// transaction are tolerated, new ones are not. `PRAGMA foreign_keys` is off while a revision runs
/// (SQLite would cascade when a table is rebuilt), so this is what holds them. Nothing when no
/// statement could make an orphan, since the check reads every table with a foreign key.
std::unique_ptr<Invariant> watch_foreign_keys(db::Connection& connection,
                                              std::span<const sql::Statement> statements);

/// Whether any of these statements may leave a row without the row it refers to.
bool may_make_orphans(std::span<const sql::Statement> statements);

}  // namespace dunlin::execute::sqlite
