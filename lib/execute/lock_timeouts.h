#pragma once

#include <deque>
#include <string>
#include <vector>

#include "execute/pieces.h"
#include "plan/plan.h"

namespace dunlin::execute {

/// The locks of a statement that others queue behind, readers or writers: SHARE and stronger, on
/// tables that were there when the plan was made. Of a step that nobody compared with the database,
/// on all tables that it names.
std::vector<sql::Lock> strong_locks(const plan::Step& step, std::size_t statement,
                                    const sql::Reader& reader);

/// Writes between the statements of one transaction after another how they wait for their locks:
///
/// - a statement with strong locks for plan::Timeouts::lock at most, any other as the session does;
/// - the server's limit is for each lock, so that a table with partitions is locked as a whole by a
///   statement that has the same limit;
/// - what is done already and would be lost by trying again stands before a savepoint, and is kept.
///
/// A script that sets lock_timeout itself is left to it from there on.
class LockTimeouts {
 public:
  explicit LockTimeouts(const Discipline& discipline) : discipline_(discipline) {}

  /// A transaction begins. What was added to pieces before is gone.
  void begin();

  /// Adds what a statement needs ahead of it. The texts live until begin().
  void add_ahead(std::vector<Piece>& pieces, const plan::Step& step, std::size_t statement);

  /// Whether the transaction holds a strong lock, or is about to.
  bool strong() const { return strong_; }

 private:
  void add(std::vector<Piece>& pieces, Piece::Kind kind, std::size_t statement, std::string text);
  void add_taking(std::vector<Piece>& pieces, const plan::Step& step, std::size_t statement,
                  const std::vector<sql::Lock>& locks);

  const Discipline& discipline_;
  std::deque<std::string> texts_;
  bool bounded_ = false;  // the timeout is set
  bool strong_ = false;
  bool worked_ = false;  // statements ran that hold no strong lock
  bool own_ = false;     // the script has set its own
};

}  // namespace dunlin::execute
