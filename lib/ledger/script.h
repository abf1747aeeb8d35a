#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/quoting.h"
#include "ledger/cells.h"
#include "ledger/language.h"
#include "ledger/ledger.h"

namespace dunlin::ledger {

/// Who runs a script is known only when it runs: expressions that tell it then.
struct ScriptRunner {
  std::string_view run;  ///< a fresh id
  std::string_view actor;
  std::string_view host;
  std::string_view pid;
};

/// What a script tells the ledger, as text: the rows that Ledger would write, with expressions for
/// what is known only when the script runs. The basis is what the lock's row says by then; take()
/// keeps the runner in it, where record() and note() find the run. Each text is one statement
/// without its semicolon, unless it says otherwise.
class ScriptLedger {
 public:
  ScriptLedger(const Language& language, Names names, std::string project, ScriptRunner runner);

  std::string table(std::string_view name) const;
  std::string quoted(std::string_view text) const { return quoting_.quoted(text); }
  std::string quoted_name(std::string_view name) const { return quoting_.quoted_name(name); }
  std::string project() const { return quoted(project_); }

  /// A query of one column: the names of the ledger's tables that exist; two when it is there.
  std::string existing() const;
  /// Statements that make the place of the tables; may be empty.
  std::string place() const;
  /// The CREATE TABLE statements, each with its semicolon.
  std::string tables() const;
  /// Writes the format, unless one is written already; and whether it is the one we write.
  std::string format() const;
  std::string has_format() const;
  /// Writes the project's row of the lock, unless there is one.
  std::string lock_row() const;
  /// Makes the script the runner that counts: a new run and token.
  std::string take(const Runner& runner) const;
  /// Moves the sequence on by one. With an expression for the token it fails for any other one.
  std::string guard(std::string_view token = {}) const;

  std::string record(const revision::Applied& row, const std::string& elapsed) const;
  std::string note(const Event& event, const std::string& elapsed) const;
  /// Notes that the claim moves, and from what; only where `condition` is true.
  std::string note_claim(const Runner& runner, std::string_view condition) const;
  std::string erase(const revision::Id& id) const;
  /// Writes how long a revision took to its row, and what says so afterwards.
  std::string set_duration(const revision::Id& id, const std::string& elapsed) const;
  std::string duration(const revision::Id& id) const;
  std::string forget_journal(const revision::Id& id) const;
  /// Notes that a statement outside a transaction begins.
  std::string journal(const revision::Id& id, revision::Direction direction, std::size_t statement,
                      std::string_view checksum) const;
  /// Marks a row as half way down, in place of a record that would lose what is in it.
  std::string going_down(const revision::Id& id, std::size_t done, std::size_t total) const;

  /// Deletes the claim, writes it; only where `condition` is true.
  std::string forget_claim(std::string_view condition) const;
  std::string set_claim(const Claim& claim, std::string_view condition) const;

  // Expressions that are true or false.
  std::string is_applied(const revision::Id& id) const;
  std::string is_recorded(const revision::Id& id) const;  ///< applied or unfinished
  std::string is_unfinished(const revision::Id& id) const;
  std::string has_begun(const revision::Id& id, revision::Direction direction,
                        std::size_t statement) const;  ///< the journal says so
  /// Whether it is unfinished in another way than this row says, or between other statements.
  std::string is_stopped_elsewhere(const revision::Applied& row, revision::Direction direction,
                                   const std::vector<std::size_t>& borders) const;
  std::string is_claimed(const Claim& claim) const;
  /// Whether it says that it is another environment, and one of both is protected.
  std::string is_elsewhere(const Claim& claim) const;
  /// How many statements of an unfinished attempt in this direction are done.
  std::string done(const revision::Id& id, revision::Direction direction) const;
  /// A query of the ids that stand on a revision, by what the ledger remembers of them.
  std::string standing_on(const revision::Id& id, std::string_view line_feed) const;

 private:
  std::string of_project(std::string_view table) const;
  std::string of_revision(std::string_view table, const revision::Id& id) const;
  std::string from_lock(std::string_view column) const;
  Cells cells(const Event& event, const std::string& elapsed) const;
  std::string claim_is(std::string_view key, std::string_view comparison) const;

  db::StandardQuoting quoting_;
  const Language& language_;
  Names names_;
  std::string project_;
  ScriptRunner runner_;
};

}  // namespace dunlin::ledger
