#include "db/sqlite/open.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "db/errors.h"
#include "db/sqlite/connection.h"
#include "db/sqlite/errors.h"
#include "db/sqlite/path.h"

namespace dunlin::db::sqlite {
namespace {

std::string parameter(const config::Url& url, const std::string& name) {
  const auto found = url.parameters.find(name);
  return found != url.parameters.end() ? found->second : std::string();
}

/// Why SQLite could not use a file that is there.
Unreachable unusable(sqlite3* database, const std::string& file) {
  Diagnostic diagnostic = diagnostic_of(database);
  const int primary = sqlite3_errcode(database) & 0xff;
  const std::string directory = std::filesystem::path(file).parent_path().string();
  diagnostic.code = code::kConnectRefused;
  diagnostic.message = fmt::format("cannot open '{}': {}", file, diagnostic.message);
  if (primary == SQLITE_NOTADB || primary == SQLITE_CORRUPT) {
    diagnostic.code = code::kNotADatabase;
    diagnostic.message = fmt::format("'{}' is not a SQLite database, or it is damaged", file);
  } else if (primary == SQLITE_BUSY) {
    diagnostic.code = code::kLockHeld;
    diagnostic.message = fmt::format("another process has locked '{}'", file);
  } else if ((primary == SQLITE_CANTOPEN || primary == SQLITE_READONLY) &&
             ::access(directory.c_str(), W_OK) != 0) {
    diagnostic.notes.push_back(fmt::format(
        "a database in WAL mode needs files beside it, and '{}' cannot be written", directory));
  }
  return {std::move(diagnostic), primary == SQLITE_BUSY};
}

Milliseconds busy_timeout_of(const config::Url& url, const OpenOptions& options) {
  const long given = std::strtol(parameter(url, "busy_timeout").c_str(), nullptr, 10);
  return given > 0 ? Milliseconds(given) : options.busy_timeout;
}

SqliteConnection::Database open_file(const config::Url& url, const OpenOptions& options,
                                     const std::string& file) {
  const bool reading = options.read_only || parameter(url, "mode") == "ro";
  int flags = reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  // A database in memory is made by opening it.
  if (file == ":memory:" || (options.create && !reading)) {
    flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
  // One thread at a time has a connection, and nobody asks how much memory SQLite uses: in a
  // process with threads each of its allocations would lock for that, a tenth of a migration's time.
  static const int unused [[maybe_unused]] = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  flags |= SQLITE_OPEN_NOMUTEX;
  const std::string vfs = parameter(url, "vfs");
  sqlite3* raw = nullptr;
  const int status =
      sqlite3_open_v2(file.c_str(), &raw, flags, vfs.empty() ? nullptr : vfs.c_str());
  SqliteConnection::Database database(raw);
  if (raw == nullptr) throw std::bad_alloc();
  sqlite3_busy_timeout(raw, static_cast<int>(busy_timeout_of(url, options).count()));
  // Opening reads nothing; the first look at the file tells what it is.
  if (status != SQLITE_OK ||
      sqlite3_exec(raw, "PRAGMA schema_version", nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw unusable(raw, file);
  }
  sqlite3_extended_result_codes(raw, 1);
  return database;
}

}  // namespace

std::unique_ptr<Connection> open(const config::Url& url, const OpenOptions& options) {
  const std::string file = in_memory(url) ? ":memory:" : file_of(url);
  if (!in_memory(url)) {
    const Found found = look(file);
    if (found == Found::no_directory || (found == Found::nothing && !options.create)) {
      throw_missing(url, found);
    }
  }
  SqliteConnection::Database database = open_file(url, options, file);
  Server server;
  server.dialect = Dialect::sqlite;
  server.version = sqlite3_libversion();
  server.version_number = sqlite3_libversion_number();
  server.database = file;
  server.read_only = sqlite3_db_readonly(database.get(), "main") == 1;
  server.url = url.shown();
  return std::make_unique<SqliteConnection>(std::move(database), std::move(server),
                                            busy_timeout_of(url, options));
}

}  // namespace dunlin::db::sqlite
