#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "db/connection.h"
#include "inspect/inspector.h"
#include "matrix/sheet.h"
#include "plan/planner.h"
#include "sql/reader.h"

namespace dunlin::matrix {

/// What a matrix needs to know of a database.
struct Bench {
  const sql::Reader& reader;
  const inspect::Inspector& inspector;
  const inspect::Prober& prober;
  /// A session with a fresh database, which is gone with it.
  std::function<std::shared_ptr<db::Connection>()> open;
  std::string afresh;  ///< what puts a session back to how it began, inside a transaction
};

/// What was decided in one state, as an Expectation is written.
struct Outcome {
  std::vector<std::string> verdicts;
  std::set<std::string> obstacles;
  std::string text;  ///< all reasons and differences

  bool meets(const Expectation& expected) const;
};

/// A difference from what the sheet says.
struct Miss {
  std::size_t line = 0;
  std::string message;
};

/// Every state of a case, on the session of its sheet (undone afterwards) or, where a statement
/// cannot run in a transaction, on a database of its own.
class Trial {
 public:
  Trial(const Bench& bench, db::Connection& shared) : bench_(bench), shared_(shared) {}

  std::vector<Miss> run(const Case& made);

  /// How many decisions were compared so far.
  std::size_t rows() const { return rows_; }

 private:
  void in_transaction(const Case& made, db::Connection& connection);
  void apart(const Case& made, db::Connection& connection);
  void expect(const State& state, const Case& made, db::Connection& connection);
  void expect_no_findings(const Case& made, db::Connection& connection);
  void apply(const std::string& sql, db::Connection& connection) const;

  const Bench& bench_;
  db::Connection& shared_;
  std::vector<Miss> misses_;
  std::size_t rows_ = 0;
};

}  // namespace dunlin::matrix
