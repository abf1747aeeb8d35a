#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "db/connection.h"

struct pg_conn;
struct pg_result;

namespace dunlin::db::postgres {

/// An error or a notice with every field that the server sent.
struct Report {
  std::string severity;  ///< ERROR, FATAL, NOTICE, …: not translated where libpq knows
  std::string sqlstate;  ///< empty: libpq says it, not the server
  std::string message;
  std::string detail;
  std::string hint;
  std::string context;  ///< PL/pgSQL call stack
  std::string schema, table, column, constraint;
  std::string internal_query;           ///< that a function ran when it failed
  std::optional<std::size_t> position;  ///< character in the text sent, from 1
};

Report report_of(const pg_result* result);

/// The same from a text that libpq composed with PQERRORS_VERBOSE, for where no result is to be
/// had: failures to connect, and queries through libpqxx. No position.
Report report_of_text(std::string_view verbose);

Notice notice_of(const Report& report);

/// What to tell about a statement that failed. `sql` is the text sent; `completed` statements of
/// it were completed before.
[[noreturn]] void throw_refused(const Report& report, std::string_view sql, std::size_t completed);

/// What to tell about a session that ended; the report may be empty.
ConnectionLost lost(const Report& report);

}  // namespace dunlin::db::postgres
