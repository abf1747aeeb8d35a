#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/duration.h"
#include "db/connection.h"

struct sqlite3;
struct sqlite3_stmt;

namespace dunlin::db::sqlite {

/// A SQLite database, opened. Parameters are bound as text: where a comparison gives them no
/// affinity (`LIMIT $1`, `typeof($1)`), a statement casts them itself. SQLite sends no notices.
class SqliteConnection final : public Connection {
 public:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  using Database = std::unique_ptr<sqlite3, Closer>;

  /// A statement that meets a lock waits for `busy_timeout`, or until a signal comes.
  SqliteConnection(Database database, Server server, Milliseconds busy_timeout);
  ~SqliteConnection() override;

  const Server& server() const override { return server_; }
  Result run(std::string_view sql) override;
  Result query(std::string_view sql, const std::vector<Value>& parameters) override;
  Result copy_in(std::string_view sql, std::string_view data) override;
  Transaction transaction() const override;
  std::string quoted(std::string_view text) const override;
  std::string quoted_name(std::string_view name) const override;
  void reset() override;
  void cancel() override;
  std::vector<Notice> take_notices() override { return {}; }
  std::uint64_t messages() const override { return messages_; }

 private:
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Finalizer>;

  static int keep_waiting(void* connection, int calls);
  static int should_stop(void* connection);

  void start();
  void restore_settings();
  bool interrupted() const;
  Prepared prepare(const std::string& sql, std::size_t& begin, std::size_t completed);
  void bind(sqlite3_stmt* statement, const std::vector<Value>& parameters);
  Result step(sqlite3_stmt* statement, std::size_t completed, bool was_open);

  Database database_;
  Server server_;
  Milliseconds busy_timeout_;
  std::chrono::steady_clock::time_point busy_since_;
  bool watching_ = false;  ///< no signal had come when the call began
  std::uint64_t messages_ = 0;
};

}  // namespace dunlin::db::sqlite
