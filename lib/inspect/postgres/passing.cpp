#include "inspect/postgres/passing.h"

#include <fmt/format.h>

namespace dunlin::inspect::postgres {

namespace {

struct Frame {
  std::string_view begin;
  std::string_view undo;
};

constexpr Frame kSavepoint = {
    "SAVEPOINT dunlin_passing",
    "ROLLBACK TO SAVEPOINT dunlin_passing; RELEASE SAVEPOINT dunlin_passing"};
// A session that is to read only may draw: nothing of it stays.
constexpr Frame kTransaction = {"BEGIN READ WRITE", "ROLLBACK"};

db::Result run_between(db::Connection& connection, const Frame& frame, std::string_view message) {
  try {
    db::Result result = connection.run(fmt::format("{}; {}", frame.begin, message));
    connection.run(frame.undo);
    return result;
  } catch (const db::ServerError& error) {
    if (error.completed > 0) connection.run(frame.undo);
    throw;
  }
}

}  // namespace

db::Result run_in_passing(db::Connection& connection, std::string_view message) {
  // The statements of one message are one transaction where none is open.
  if (connection.transaction() == db::Transaction::none) return connection.run(message);
  return run_between(connection, kSavepoint, message);
}

db::Result run_undone(db::Connection& connection, std::string_view message) {
  const bool inside = connection.transaction() != db::Transaction::none;
  return run_between(connection, inside ? kSavepoint : kTransaction, message);
}

}  // namespace dunlin::inspect::postgres
