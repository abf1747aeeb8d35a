#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "execute/pieces.h"
#include "plan/plan.h"

namespace dunlin::execute {

/// What the rows that a transaction changed are kept by.
inline constexpr std::string_view kSavepoint = "SAVEPOINT dunlin_lock";
inline constexpr std::string_view kBackToSavepoint = "ROLLBACK TO SAVEPOINT dunlin_lock";

/// The locks of a statement that others queue behind, readers or writers: SHARE and stronger, on
/// tables that were there when the plan was made. Of a step that nobody compared with the database,
/// on all tables that it names.
std::vector<sql::Lock> strong_locks(const plan::Step& step, std::size_t statement,
                                    const sql::Reader& reader);

/// Writes between the statements of one transaction after another how they wait for their locks:
///
/// - a statement with strong locks for plan::Timeouts::lock at most, any other as the session does;
/// - the server's limit is for each lock, so that a table of which ALTER TABLE or DROP TABLE locks
///   all partitions is locked as a whole first, by a statement that has the same limit;
/// - what is done already and would be lost by trying again stands before a savepoint, and is kept.
///
/// A script that sets lock_timeout itself is left to it from there on.
class LockTimeouts {
 public:
  explicit LockTimeouts(const Discipline& discipline) : discipline_(discipline) {}

  /// A transaction begins. What was added to pieces before is gone.
  void begin();
  /// Another step begins in the same transaction.
  void go_on() { own_ = false; }

  /// The step's limit, but no shorter than this from now on; for what the server ends for whoever
  /// waits long enough.
  void at_least(Milliseconds limit) { least_ = limit; }

  /// Adds what a statement needs ahead of it. The texts live until begin().
  void add_ahead(std::vector<Piece>& pieces, const plan::Step& step, std::size_t statement);

  /// Adds what ends the limit behind the last statement: checks at COMMIT and the ledger wait as
  /// the session does.
  void add_behind(std::vector<Piece>& pieces);

  /// Whether the transaction holds a strong lock, or is about to.
  bool strong() const { return strong_; }

 private:
  void add(std::vector<Piece>& pieces, Piece::Kind kind, std::size_t statement, std::string text);
  void add_taking(std::vector<Piece>& pieces, const plan::Step& step, std::size_t statement,
                  const std::vector<sql::Lock>& locks);
  Milliseconds limit(const plan::Step& step) const { return std::max(step.timeouts.lock, least_); }

  const Discipline& discipline_;
  std::deque<std::string> texts_;
  Milliseconds least_{0};
  bool bounded_ = false;  // the timeout is set
  bool strong_ = false;
  bool worked_ = false;  // statements ran that hold no strong lock
  bool own_ = false;     // the script has set its own
};

}  // namespace dunlin::execute
