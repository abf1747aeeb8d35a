#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/difference.h"
#include "sql/facts.h"

namespace dunlin::plan {

using catalog::Difference;

enum class Verdict {
  run,
  skip,    ///< what it would do is there already
  stop,    ///< the live database contradicts it: nothing of the plan runs
  repair,  ///< what is half there is removed or finished first
};

/// Why a plan stops.
enum class Obstacle {
  none,
  drift,          ///< there, and different
  missing,        ///< what it drops, renames or changes is not there
  mixed,          ///< parts of the revision are there, and they are no prefix of it
  data,           ///< what it makes is there; nobody knows whether its data statements ran
  incomparable,   ///< there, and the database cannot be asked whether it is the same
  fails,          ///< what is there would make it fail: rows, or what needs what it takes away
  forbidden,      ///< the role may not do it, or the server cannot
  already_there,  ///< an empty ledger over a database that holds what the route makes
};

/// What becomes of one action, and why.
struct Decision {
  Verdict verdict = Verdict::run;
  Obstacle obstacle = Obstacle::none;
  std::string reason;                   ///< for people; a clause in lower case
  std::vector<Difference> differences;  ///< wanted beside actual
};

/// What becomes of one statement.
struct Judgement {
  std::vector<Decision> actions;  ///< one for each action of its facts
  /// run: the text goes as `text` says. repair: `repairs` first.
  Verdict verdict = Verdict::run;
  /// What is sent where it is not the statement as it stands: some of its actions are cut out.
  std::optional<std::string> text = {};
  std::vector<std::string> repairs = {};  ///< statements of our own, each alone
  // What running it costs, on tables that are there now.
  std::vector<sql::Lock> locks = {};           ///< the strongest on each relation
  std::vector<sql::Element> partitioned = {};  ///< of these relations, those with partitions
  sql::Work work = sql::Work::none;
  bool loses_data = false;
};

std::string_view name_of(Verdict verdict);
std::string_view name_of(Obstacle obstacle);

}  // namespace dunlin::plan
