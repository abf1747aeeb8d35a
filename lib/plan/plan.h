#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/duration.h"
#include "base/files.h"
#include "plan/decision.h"
#include "revision/applied.h"
#include "revision/revision.h"
#include "sql/statement.h"

namespace dunlin::plan {

/// A script with its statements, which are views into `text`.
struct Source {
  std::string path;  ///< of the file; for a script from the ledger, a name in angle brackets
  Contents text;
  std::vector<sql::Statement> statements;
};

/// Statements that share a transaction, or one that cannot have any: [first, first + count) of the
/// step's statements.
struct Segment {
  enum class Kind { transaction, alone };

  Kind kind = Kind::transaction;
  std::size_t first = 0;
  std::size_t count = 0;

  friend bool operator==(const Segment&, const Segment&) = default;
};

/// How long the statements of a revision may take; 0: as long as they like. PostgreSQL only.
struct Timeouts {
  Milliseconds lock{0};       ///< for a lock that others would queue behind
  Milliseconds statement{0};  ///< for each statement in a transaction
};

/// One revision in one direction. The segments hold every statement from `resume` on, once and in
/// order; a step without statements has one empty transaction, for its ledger row.
struct Step {
  revision::Direction direction = revision::Direction::up;
  revision::Applied row;  ///< up: what the ledger will hold; down: what it holds
  std::optional<Source> script;
  std::optional<Source> verify;  ///< only up
  revision::VerifyMode verify_mode = revision::VerifyMode::rows;
  Timeouts timeouts;
  std::vector<Segment> segments;
  std::size_t resume = 0;  ///< statements that an earlier attempt has done
  bool recorded = false;   ///< the ledger has a row for it already, which is written anew
  /// One for each statement of the script, once the planner has looked at the live database; empty:
  /// every statement runs as it stands.
  std::vector<Judgement> judgements;

  std::size_t statements() const { return script ? script->statements.size() : 0; }
  const std::string& id() const { return row.id; }

  Verdict verdict(std::size_t statement) const {
    return judgements.empty() ? Verdict::run : judgements[statement].verdict;
  }
  /// How many of the text a statement stands for (sql::Statement::count), and those from the
  /// `first` on do together.
  std::size_t weight(std::size_t statement) const { return script->statements[statement].count; }
  std::size_t written(std::size_t first = 0) const;
  /// Everything its statements want is there already: only the ledger's row is missing.
  bool satisfied() const;
};

/// What a run will do, in order, for the one state of the ledger it was made for.
struct Plan {
  revision::Basis basis;
  std::vector<Step> steps;
  std::string home;  ///< the schema that a name without one leads to, for those who print names
  /// The version of the schema that it was decided for; nothing: the database counts none, or
  /// nobody looked.
  std::optional<std::string> schema_version = {};

  bool empty() const { return steps.empty(); }
  /// Whether something contradicts it, so that nothing of it may run.
  bool stops() const;
};

}  // namespace dunlin::plan
