#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"
#include "db/postgres/errors.h"
#include "db/postgres/session.h"

namespace dunlin::db::postgres {

class Wire;

/// A PostgreSQL session. libpqxx owns it, quotes, and runs `query`; `run` and `copy_in` go through
/// libpq on the same handle, which alone tells every field of an error, how far a message came
/// and whether a transaction is open.
class PostgresConnection final : public Connection {
 public:
  /// Takes over a handle whose connection is established. server() is filled in by introduce().
  explicit PostgresConnection(pg_conn* connected);
  ~PostgresConnection() override;

  void introduce(Server server) { server_ = std::move(server); }
  /// What set the session up, for reset().
  void remember(std::string setup) { setup_ = std::move(setup); }
  pg_conn* handle() const { return session_.handle(); }

  const Server& server() const override { return server_; }
  Result run(std::string_view sql) override;
  Result query(std::string_view sql, const std::vector<Value>& parameters) override;
  Result copy_in(std::string_view sql, std::string_view data) override;
  Transaction transaction() const override;
  std::string quoted(std::string_view text) const override;
  std::string quoted_name(std::string_view name) const override;
  void reset() override;
  void cancel() override;
  std::vector<Notice> take_notices() override;
  std::uint64_t messages() const override { return messages_; }

 private:
  static void receive_notice(void* connection, const pg_result* result);

  void begin_message();
  void send(std::string_view sql);
  Result collect(std::string_view sql, std::optional<std::string_view> data = {});
  void refuse_copy(std::optional<Report>& failure);
  [[noreturn]] void throw_lost(std::optional<Report> report);

  Session session_;
  std::unique_ptr<Wire> wire_;
  Server server_;
  std::string setup_;
  std::vector<Notice> notices_;
  std::optional<Report> end_;  ///< what was said when the session ended
  std::uint64_t messages_ = 0;
};

}  // namespace dunlin::db::postgres
