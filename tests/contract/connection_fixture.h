#pragma once

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "base/interrupt.h"
#include "config/url.h"
#include "db/connection.h"
#include "db/open.h"
#include "db/postgres/open.h"
#include "db/sqlite/open.h"
#include "support/postgres_cluster.h"
#include "support/temporary_directory.h"

namespace dunlin::db {

/// What `action` throws as an E; a failure when it does not.
template <class E, class Action>
E thrown(Action action) {
  try {
    action();
  } catch (const E& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return E(Diagnostic{});
}

/// What `action` returns in a process of its own, as that exits.
inline int in_child(const std::function<int()>& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::alarm(60);  // a statement that nothing stops is a failure, not the end of all tests
    int code = 120;
    try {
      code = action();
    } catch (const std::exception& error) {
      ::dprintf(2, "in child: %s\n", error.what());
    }
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Calls `action` after a while, from another thread.
class Soon {
 public:
  explicit Soon(std::function<void()> action)
      : thread_([action = std::move(action)] {
          std::this_thread::sleep_for(std::chrono::milliseconds(200));
          action();
        }) {}
  ~Soon() { thread_.join(); }
  Soon(const Soon&) = delete;
  Soon& operator=(const Soon&) = delete;

 private:
  std::thread thread_;
};

class PostgresTest : public testing::Test {
 protected:
  std::unique_ptr<Connection> open(const OpenOptions& options = {}) const {
    return postgres::open(config::parse_url(database.url()), options);
  }

  test::PostgresServer& server = test::PostgresServer::shared();
  test::TestDatabase database = server.database();
};

}  // namespace dunlin::db
