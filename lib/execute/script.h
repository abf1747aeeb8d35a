#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"
#include "plan/plan.h"
#include "sql/facts.h"

namespace dunlin::execute {

/// Sets of revisions; when all of one set are applied, it holds.
using Ways = std::vector<std::vector<revision::Id>>;

/// A revision that another one needs, and what counts as that one being applied.
struct Need {
  revision::Id id;
  Ways ways;
};

/// A step of a script, and what must be asked when the script runs instead of now.
struct ScriptStep {
  plan::Step step;
  std::vector<sql::Facts> facts;     ///< of each statement
  Ways settled;                      ///< up: other ways in which it counts as applied
  std::vector<Need> needs;           ///< up: what must be applied before
  std::vector<revision::Id> pieces;  ///< up: what it replaces
};

/// What must be so of the database before anything is changed, where it can be asked.
struct Expectations {
  std::optional<std::string> schema;    ///< is there
  std::optional<std::string> database;  ///< is its name
  bool not_replica = false;
  std::optional<int> least_server;  ///< major version

  friend bool operator==(const Expectations&, const Expectations&) = default;
};

/// Everything a script is made from.
struct Script {
  revision::Direction direction = revision::Direction::up;
  std::string range;  ///< `base:heads`, for people
  ledger::Names names;
  std::string project;
  ledger::Runner runner;               ///< without what is known only when the script runs
  std::optional<ledger::Claim> claim;  ///< the environment it is for
  Expectations expected;
  std::optional<std::string> search_path;
  std::optional<std::string> role;
  std::vector<ScriptStep> steps;
};

/// A piece of the text of a script.
struct ScriptPart {
  revision::Id revision;  ///< empty: before the first, or behind the last one
  std::string text;
};

/// Writes the protocol of apply() down as a script for a database's own client, for somebody who
/// has no dunlin: lock, ledger, and each revision with its row in one transaction. What apply()
/// looks up, the script looks up when it runs. Running it again is safe, also after it was cut off.
/// The parts joined are the script. The text depends on the Script alone. Needs no connection.
class Scribe {
 public:
  Scribe() = default;
  Scribe(const Scribe&) = delete;
  Scribe& operator=(const Scribe&) = delete;
  virtual ~Scribe() = default;

  virtual std::vector<ScriptPart> write(const Script& script) const = 0;
};

/// `text` on one line, for a comment or a message: control characters become blanks.
std::string on_one_line(std::string_view text);

/// The head of the script as comments of SQL: what it is, `usage` (how to run it, a line each), and
/// its revisions in order.
std::string script_header(const Script& script, Dialect dialect,
                          const std::vector<std::string>& usage);

/// `-- 2. up 20261120091502 add_orders`
std::string script_title(const ScriptStep& step, std::size_t number);

/// The first word of a statement, in lower case.
std::string first_word(std::string_view statement);

/// Whether a statement of verify.sql returns rows.
bool is_query(std::string_view statement);

/// `up.sql:3` with the folder before it: where a statement of a script stands.
std::string place_of(const plan::Source& source, std::size_t statement);

}  // namespace dunlin::execute
