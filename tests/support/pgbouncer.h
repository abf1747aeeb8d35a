#pragma once

#include <memory>
#include <string>

#include "support/postgres_cluster.h"

namespace dunlin::test {

/// A PgBouncer in front of a cluster, without passwords; gone with this object or this process.
/// Throws std::runtime_error where it is not installed.
class PgBouncer {
 public:
  /// `pool_mode`: session, transaction or statement.
  PgBouncer(const PostgresServer& server, const std::string& pool_mode);
  ~PgBouncer();
  PgBouncer(const PgBouncer&) = delete;
  PgBouncer& operator=(const PgBouncer&) = delete;

  /// As superuser, over the unix socket.
  std::string url(const std::string& database) const;

 private:
  std::string directory_;
  int port_;
  std::unique_ptr<Supervisor> supervisor_;
};

}  // namespace dunlin::test
