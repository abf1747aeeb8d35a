#pragma once

#include <cstddef>
#include <optional>

#include "sql/statement.h"

namespace dunlin::sql {

/// What a statement does to the transaction it runs in.
enum class Control {
  none,
  begin,       ///< BEGIN, and nothing that asks for more
  begin_with,  ///< BEGIN with an isolation level, READ ONLY and the like
  commit,      ///< COMMIT or END
  chain,       ///< COMMIT AND CHAIN
  rollback,    ///< ROLLBACK or ABORT of the whole transaction
  savepoint,   ///< SAVEPOINT, RELEASE, ROLLBACK TO
  two_phase,   ///< PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED
};

/// Reads BEGIN … COMMIT pairs as borders between groups of statements.
///
/// Statements that control transactions never reach the script: a pair only parts the groups,
/// and any other shape is a problem. Groups are numbered without gaps from 0.
class Blocks {
 public:
  explicit Blocks(Script& script) : script_(script) {}

  /// The next statement of the script, with what it does.
  void add(Statement statement, Control control);
  /// After the last statement.
  void finish();

 private:
  void open(const Statement& begin);
  void close(const Statement& commit);
  void refuse(const Statement& statement, Control control);

  Script& script_;
  std::optional<Statement> opened_;  // the BEGIN whose block we are in
  std::size_t group_ = 0;
  bool border_ = false;  // since the last statement
};

}  // namespace dunlin::sql
