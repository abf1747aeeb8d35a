#pragma once

// C++17 and nothing of dunlin: see session.cpp.

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

struct pg_conn;

namespace dunlin::db::postgres {

/// A PostgreSQL session as libpqxx sees it: it owns the handle, quotes, and runs queries with
/// parameters. It lives and ends with the one connection it was given: nothing here ever opens
/// another.
class Session {
 public:
  using Text = std::optional<std::string>;

  struct Answer {
    std::vector<std::string> columns;
    std::vector<std::vector<Text>> rows;
    std::int64_t affected = 0;
  };

  /// libpqxx refused, or the server did; the handle's error message says more.
  struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
  };

  /// Takes over a handle whose connection is established.
  explicit Session(pg_conn* connected);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  pg_conn* handle() const;

  /// One statement with parameters $1, $2, … in text. Throws Failure.
  Answer query(const std::string& sql, const std::vector<Text>& parameters);

  /// Throw Failure for what is not valid in the client's encoding.
  std::string quoted(const std::string& text) const;
  std::string quoted_name(const std::string& name) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dunlin::db::postgres
