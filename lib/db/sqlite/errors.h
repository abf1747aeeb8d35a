#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

struct sqlite3;

namespace dunlin::db::sqlite {

/// `SQLITE_CONSTRAINT_UNIQUE`: the name of an extended result code, of its primary code where the
/// extended one is newer than this program.
std::string name_of_code(int extended_code);

/// What SQLite says of the last failure of `database`; a note names SQLite's version.
Diagnostic diagnostic_of(sqlite3* database);

/// Throws ServerError, or Cancelled for SQLITE_INTERRUPT. `offset` is the byte of the text sent
/// where the fault is, when SQLite knows; `completed` statements of it were completed before.
[[noreturn]] void throw_refused(sqlite3* database, std::optional<std::size_t> offset,
                                std::size_t completed);

}  // namespace dunlin::db::sqlite
