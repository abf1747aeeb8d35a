#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/dialect.h"

namespace dunlin::config {

/// Where a database is, read from any of the spellings people use:
/// `postgres://`, `postgresql://`, `postgresql+driver://`, `jdbc:postgresql://`, libpq's keyword
/// strings, `service=NAME`; `sqlite:///relative`, `sqlite:////absolute`, `sqlite:relative`,
/// `sqlite+driver:…`, `file:./dev.db`, `sqlite://` (in memory). Parsing it tells the redactor its
/// password.
struct Url {
  Dialect dialect = Dialect::sqlite;

  /// PostgreSQL: libpq keywords and values in the order given (host, port, user, password,
  /// dbname, sslmode, …), percent-decoded. Prisma's own parameters are translated or dropped.
  std::vector<std::pair<std::string, std::string>> keywords;
  std::optional<std::string> search_path;  ///< from Prisma's `schema=` or `options=-csearch_path=`

  /// SQLite: the path as written (relative to the working directory, or to the configuration file
  /// that holds the URL), empty for a database in memory; and its query parameters.
  std::string path;
  std::map<std::string, std::string> parameters;  ///< mode, busy_timeout, vfs, …

  std::vector<std::string> warnings;  ///< e.g. a parameter that was dropped

  /// Whether the database is gone once the connection is.
  bool in_memory() const;

  /// The value of a keyword, or empty.
  std::string keyword(std::string_view name) const;

  /// For people: no password, `***` in its place; drivers and dropped parameters gone.
  std::string shown() const;

  /// The same with this database name / path instead.
  Url with_database(std::string_view name) const;
};

/// Throws Error(kBadUrl / kUnknownScheme): the message never holds the text itself (a malformed
/// URL may hide a password anywhere), but says which part is wrong and how to write it, e.g.
/// "write '@' in a password as '%40'".
Url parse_url(std::string_view text);

/// Whether the text is a URL of a file as far as it goes, valid or not: such a one has no password,
/// whatever its name holds. `sqlite://user:secret@host` is none.
bool is_url_of_file(std::string_view text);

}  // namespace dunlin::config
