#include "db/sqlite/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <new>
#include <thread>
#include <utility>

#include "base/interrupt.h"
#include "db/errors.h"
#include "db/sqlite/errors.h"

namespace dunlin::db::sqlite {
namespace {

constexpr std::string_view kMisuse = "SQLITE_MISUSE";
constexpr int kStepsBetweenLooks = 1000;  // some tens of microseconds
constexpr Milliseconds kBusyPause{10};

// What a PRAGMA changes for the session alone, so that it is gone with it.
constexpr std::string_view kSettings[] = {
    "query_only",       "automatic_index",          "cell_size_check",
    "foreign_keys",     "ignore_check_constraints", "legacy_alter_table",
    "read_uncommitted", "recursive_triggers",       "reverse_unordered_selects",
    "trusted_schema",   "writable_schema"};

Row row_of(sqlite3_stmt* statement) {
  const int width = sqlite3_column_count(statement);
  Row row;
  row.reserve(static_cast<std::size_t>(width));
  for (int column = 0; column < width; ++column) {
    if (sqlite3_column_type(statement, column) == SQLITE_NULL) {
      row.emplace_back();
      continue;
    }
    const void* bytes = sqlite3_column_type(statement, column) == SQLITE_BLOB
                            ? sqlite3_column_blob(statement, column)
                            : sqlite3_column_text(statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    // An empty blob is a null pointer.
    row.emplace_back(size == 0 ? std::string()
                               : std::string(static_cast<const char*>(bytes), size));
  }
  return row;
}

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  return out + quote;
}

std::optional<std::size_t> fault(sqlite3* database, std::size_t begin) {
#if SQLITE_VERSION_NUMBER >= 3038000
  const int offset = sqlite3_error_offset(database);
  if (offset >= 0) return begin + static_cast<std::size_t>(offset);
#else
  static_cast<void>(database);
  static_cast<void>(begin);
#endif
  return std::nullopt;
}

/// 3 for `$3`; 0 for what is no such name.
std::size_t number_of(const char* name) {
  std::size_t number = 0;
  if (name == nullptr || *name != '$') return 0;
  const char* end = name + std::strlen(name);
  const auto [stopped, error] = std::from_chars(name + 1, end, number);
  return error == std::errc() && stopped == end ? number : 0;
}

}  // namespace

void SqliteConnection::Closer::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

void SqliteConnection::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteConnection::SqliteConnection(Database database, Server server, Milliseconds busy_timeout)
    : database_(std::move(database)), server_(std::move(server)), busy_timeout_(busy_timeout) {
  sqlite3_busy_handler(database_.get(), &SqliteConnection::keep_waiting, this);
  sqlite3_progress_handler(database_.get(), kStepsBetweenLooks, &SqliteConnection::should_stop,
                           this);
}

SqliteConnection::~SqliteConnection() = default;

int SqliteConnection::keep_waiting(void* connection, int calls) {
  auto& self = *static_cast<SqliteConnection*>(connection);
  const auto now = std::chrono::steady_clock::now();
  if (calls == 0) self.busy_since_ = now;
  const auto left = self.busy_timeout_ - (now - self.busy_since_);
  if (left.count() <= 0 || self.interrupted()) return 0;
  std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, kBusyPause));
  return 1;
}

int SqliteConnection::should_stop(void* connection) {
  return static_cast<SqliteConnection*>(connection)->interrupted() ? 1 : 0;
}

bool SqliteConnection::interrupted() const { return watching_ && Interrupt::signal() != 0; }

void SqliteConnection::start() {
  ++messages_;
  // What is run after a signal (a ROLLBACK) runs undisturbed.
  watching_ = Interrupt::signal() == 0;
}

Result SqliteConnection::run(std::string_view sql) {
  refuse_nul(sql, kMisuse);
  start();
  const std::string text(sql);
  Result result;
  for (std::size_t begin = 0; begin < text.size();) {
    const bool was_open = transaction() == Transaction::open;
    const Prepared statement = prepare(text, begin, result.completed);
    if (statement) result = step(statement.get(), result.completed, was_open);
  }
  return result;
}

Result SqliteConnection::query(std::string_view sql, const std::vector<Value>& parameters) {
  refuse_nul(sql, kMisuse);
  for (const Value& value : parameters) {
    if (value) refuse_nul(*value, kMisuse);
  }
  start();
  const std::string text(sql);
  std::size_t begin = 0;
  const bool was_open = transaction() == Transaction::open;
  const Prepared statement = prepare(text, begin, 0);
  if (!statement) return {};
  while (begin < text.size()) {
    if (prepare(text, begin, 0)) {
      throw refusal(std::string(kMisuse), "several statements in a query with parameters");
    }
  }
  bind(statement.get(), parameters);
  return step(statement.get(), 0, was_open);
}

SqliteConnection::Prepared SqliteConnection::prepare(const std::string& sql, std::size_t& begin,
                                                     std::size_t completed) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  // The size counts the closing NUL: without one SQLite copies all that is left of the text.
  const int status =
      sqlite3_prepare_v3(database_.get(), sql.c_str() + begin,
                         static_cast<int>(sql.size() + 1 - begin), 0, &statement, &tail);
  Prepared prepared(statement);
  if (status != SQLITE_OK) {
    throw_refused(database_.get(), fault(database_.get(), begin), completed);
  }
  begin = static_cast<std::size_t>(tail - sql.c_str());
  return prepared;
}

void SqliteConnection::bind(sqlite3_stmt* statement, const std::vector<Value>& parameters) {
  const int count = sqlite3_bind_parameter_count(statement);
  for (int index = 1; index <= count; ++index) {
    const std::size_t number = number_of(sqlite3_bind_parameter_name(statement, index));
    // SQLite itself takes a missing one for NULL.
    if (number == 0 || number > parameters.size()) {
      throw refusal(std::string(kMisuse),
                    fmt::format("{} parameters given, and one more named", parameters.size()));
    }
    const Value& value = parameters[number - 1];
    if (!value) continue;  // NULL until bound
    const int status = sqlite3_bind_text64(statement, index, value->data(), value->size(),
                                           SQLITE_STATIC, SQLITE_UTF8);
    if (status != SQLITE_OK) throw_refused(database_.get(), std::nullopt, 0);
  }
}

Result SqliteConnection::step(sqlite3_stmt* statement, std::size_t completed, bool was_open) {
  Result result;
  for (int column = 0; column < sqlite3_column_count(statement); ++column) {
    result.columns.emplace_back(sqlite3_column_name(statement, column));
  }
  const int before = sqlite3_total_changes(database_.get());
  int status = SQLITE_OK;
  while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
    result.rows.push_back(row_of(statement));
  }
  if (status != SQLITE_DONE) {
    try {
      throw_refused(database_.get(), std::nullopt, completed);
    } catch (ServerError& error) {
      // INSERT OR ROLLBACK, RAISE(ROLLBACK), a full disk: more is gone than the statement.
      if (was_open && transaction() == Transaction::none) {
        error.first().notes.emplace_back("this ended the transaction: all of it is rolled back");
      }
      throw;
    }
  }
  const bool changed = sqlite3_total_changes(database_.get()) != before;
  result.affected =
      changed ? sqlite3_changes(database_.get()) : static_cast<std::int64_t>(result.rows.size());
  result.completed = completed + 1;
  return result;
}

Result SqliteConnection::copy_in(std::string_view, std::string_view) {
  throw refusal("SQLITE_ERROR", "SQLite has no COPY: write the rows as INSERT statements");
}

Transaction SqliteConnection::transaction() const {
  return sqlite3_get_autocommit(database_.get()) != 0 ? Transaction::none : Transaction::open;
}

std::string SqliteConnection::quoted(std::string_view text) const {
  refuse_nul(text, kMisuse);
  return doubled(text, '\'');
}

std::string SqliteConnection::quoted_name(std::string_view name) const {
  refuse_nul(name, kMisuse);
  return doubled(name, '"');
}

// What a fresh session of this library has, whatever it was compiled with.
void SqliteConnection::restore_settings() {
  sqlite3* raw = nullptr;
  const int status = sqlite3_open(":memory:", &raw);
  Database database(raw);
  if (status != SQLITE_OK) throw std::bad_alloc();
  SqliteConnection fresh(std::move(database), {}, {});
  for (const std::string_view setting : kSettings) {
    const std::string pragma = fmt::format("PRAGMA {}", setting);
    const Value wanted = fresh.run(pragma).rows.at(0).at(0);
    if (run(pragma).rows.at(0).at(0) != wanted) run(pragma + " = " + wanted.value_or("0"));
  }
  run("PRAGMA case_sensitive_like = OFF");  // cannot be asked
}

void SqliteConnection::reset() {
  restore_settings();  // first: `query_only` would keep the tables
  for (const Row& row : run("SELECT type, name FROM temp.sqlite_schema "
                            "WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'")
                            .rows) {
    run("DROP " + *row[0] + " temp." + quoted_name(*row[1]));
  }
  // Refused inside a transaction, where nothing can have been attached and detached again.
  if (transaction() != Transaction::none) return;
  for (const Row& row : run("PRAGMA database_list").rows) {
    if (row[1] != "main" && row[1] != "temp") run("DETACH " + quoted_name(*row[1]));
  }
}

void SqliteConnection::cancel() { sqlite3_interrupt(database_.get()); }

}  // namespace dunlin::db::sqlite
