#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/dialect.h"
#include "base/error.h"
#include "db/quoting.h"

namespace dunlin::db {

/// A value as the server writes it in text; nothing is NULL.
using Value = std::optional<std::string>;
using Row = std::vector<Value>;

/// What the last statement of a message returned.
struct Result {
  std::vector<std::string> columns;
  std::vector<Row> rows;
  std::int64_t affected = 0;  ///< rows the statement touched
  std::size_t completed = 0;  ///< statements of the message that were completed
};

/// What the server said without being an error.
struct Notice {
  std::string severity;  ///< NOTICE, WARNING, INFO, LOG, DEBUG
  std::string sqlstate;
  std::string message;
  std::string detail;
  std::string hint;
};

/// The server refused a statement. The connection lives on; a transaction block is now failed
/// (PostgreSQL) or still open (SQLite), as transaction() says.
struct ServerError : Error {
  explicit ServerError(Diagnostic diagnostic) : Error(std::move(diagnostic)) {}

  std::string sqlstate;               ///< SQLite: the name of its extended result code
  std::optional<std::size_t> offset;  ///< byte in the text sent, when the server knows
  std::size_t completed = 0;          ///< statements of the message that were completed before
  std::string context;                ///< PL/pgSQL call stack
  std::string schema, table, column, constraint;
};

/// The session is gone. Nothing is known about a COMMIT that was under way; anything else was
/// rolled back. The connection is of no further use: it never reconnects by itself.
struct ConnectionLost : Error {
  explicit ConnectionLost(Diagnostic diagnostic) : Error(std::move(diagnostic)) {}

  std::size_t completed = 0;  ///< statements of the message known to have been completed
};

/// The answer to cancel(), SIGINT or a statement timeout (SQLSTATE 57014, SQLITE_INTERRUPT).
struct Cancelled : ServerError {
  explicit Cancelled(Diagnostic diagnostic) : ServerError(std::move(diagnostic)) {}
};

enum class Transaction { none, open, failed };

/// Who is at the other end.
struct Server {
  Dialect dialect{};
  std::string version;     ///< `15.18`, `3.40.1`
  int version_number = 0;  ///< 150018, 3040001
  std::string database;    ///< name of the database; the absolute path of the file
  std::string user;
  std::string host;          ///< host or socket directory, and port; empty for a file
  std::int64_t session = 0;  ///< backend pid
  bool standby = false;      ///< in recovery
  bool read_only = false;
  bool pooled = false;  ///< the peer is not the server itself (a pooler in transaction mode)
  std::string url;      ///< redacted, for people
};

/// One session with one database. Not thread-safe but for cancel(). The destructor closes the
/// session, which rolls back what is open. All traffic of dunlin passes here.
class Connection : public Quoting {
 public:
  virtual const Server& server() const = 0;

  /// Sends `sql` as it stands, one or several statements, in one message, and returns what the
  /// last one returned. A NUL byte is refused. Throws ServerError, Cancelled, ConnectionLost.
  virtual Result run(std::string_view sql) = 0;

  /// One statement with parameters $1, $2, … sent apart from the text.
  virtual Result query(std::string_view sql, const std::vector<Value>& parameters) = 0;

  /// COPY … FROM STDIN and its data, in PostgreSQL's text form as pg_dump writes it.
  virtual Result copy_in(std::string_view sql, std::string_view data) = 0;

  /// Whether a transaction block is open, as the server last told.
  virtual Transaction transaction() const = 0;

  /// Puts the session back to what it was when it was opened: settings, role, temporary tables,
  /// prepared statements, attached files. Locks and an open transaction stay.
  virtual void reset() = 0;

  /// Asks the server to stop the statement under way. From any thread or none.
  virtual void cancel() = 0;

  /// What the server said since the last call, oldest first.
  virtual std::vector<Notice> take_notices() = 0;

  /// Messages sent to the server so far (round trips; for SQLite, calls).
  virtual std::uint64_t messages() const = 0;
};

}  // namespace dunlin::db
