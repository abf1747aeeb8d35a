#pragma once

#include <memory>
#include <stdexcept>
#include <string>

namespace dunlin::scenario {

struct SqlError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Runs SQL on the database at `url` and returns the rows of the last statement that has any:
/// columns between tabs, NULL as `NULL`. A SQLite path is relative to `directory`; its file is
/// created when there is none. Throws SqlError.
std::string run_sql(const std::string& url, const std::string& directory, const std::string& sql);

/// A database that a scenario may use. It is gone with this object.
class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  virtual std::string url() const = 0;

  /// Its name on the server, or the name of its file.
  virtual std::string name() const = 0;
};

/// A fresh one. SQLite: only the name of a file, which does not exist yet, `stem`.db in the
/// working directory.
std::unique_ptr<Database> fresh_database(const std::string& kind, const std::string& stem);

}  // namespace dunlin::scenario
