#pragma once

#include <memory>
#include <string>

#include "support/supervisor.h"

namespace dunlin::test {

class PostgresServer;

/// A fresh database; dropped, whoever is connected, when this leaves its scope.
class TestDatabase {
 public:
  TestDatabase(PostgresServer& server, const std::string& template_name);
  ~TestDatabase();
  TestDatabase(TestDatabase&& other) noexcept;
  TestDatabase& operator=(TestDatabase&&) = delete;

  const std::string& name() const { return name_; }
  /// As superuser, over the unix socket.
  std::string url() const;
  /// Statements in a session of their own; the first column of the last result, rows by line.
  std::string ask(const std::string& sql) const;

 private:
  PostgresServer* server_;
  std::string name_;
};

/// A throwaway PostgreSQL cluster: local trust, passwords over TCP, no fsync, every statement in
/// the log. It runs in a temporary folder as an unprivileged user, and both are gone when this
/// process ends, however it ends. Throws std::runtime_error where PostgreSQL is not installed.
class PostgresServer {
 public:
  /// One per process, started on first use. DUNLIN_TEST_POSTGRES (a URL, as `with_postgres`
  /// exports it) names a running cluster to use instead, DUNLIN_TEST_POSTGRES_LOG its log.
  static PostgresServer& shared();

  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// `postgresql://postgres@/DATABASE?host=DIRECTORY&port=PORT`: the superuser, unix socket.
  std::string url(const std::string& database) const;
  /// The same over TCP on 127.0.0.1, where a password is asked for.
  std::string tcp_url(const std::string& database, const std::string& user = "postgres",
                      const std::string& password = "secret") const;

  /// As in `server_version_num`: 150018.
  int version();

  const std::string& socket_directory() const { return directory_; }
  int port() const { return port_; }
  const std::string& log_path() const { return log_path_; }
  /// Everything the server has logged so far.
  std::string log() const;

  TestDatabase database(const std::string& template_name = "template0");

  /// Statements in a session of their own, as superuser; the first column of the last result,
  /// rows by line. Throws std::runtime_error with the server's message.
  std::string ask(const std::string& sql, const std::string& database = "postgres") const;

 private:
  explicit PostgresServer(const std::string& running_url);
  bool start();
  bool answers() const;
  void stop();

  std::string directory_;  ///< of the socket; of everything when started here
  std::string log_path_;
  int port_ = 0;
  int version_ = 0;  ///< 0: not asked yet
  std::unique_ptr<Supervisor> supervisor_;  ///< nothing: another's cluster
};

/// Where the server's programs are: `pg_config --bindir`, else the newest of
/// /usr/lib/postgresql. Throws std::runtime_error.
std::string postgres_programs();

}  // namespace dunlin::test
