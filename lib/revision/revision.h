#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/dialect.h"
#include "base/duration.h"

namespace dunlin::revision {

/// The name of a revision: the folder's name up to the first `__`, percent-decoded. Any
/// characters but control characters, up to 200. Compared byte by byte.
using Id = std::string;

enum class Direction { up, down };

enum class TransactionMode {
  automatic,  ///< a statement that cannot run in a transaction gets a segment of its own
  on,         ///< refuse if that would cut the file
  off,        ///< each statement alone
};

enum class VerifyMode {
  rows,    ///< a query that is empty, or whose first column is false or NULL, fails
  errors,  ///< only an error fails
};

/// What revision.yaml says, and where the revision lives. The SQL stays on disk until somebody
/// asks for it (script.h).
struct Revision {
  Id id;
  std::string slug;    ///< what follows `__` in the folder's name; may be empty
  std::string folder;  ///< path of the folder
  std::vector<Id> parents;
  std::string message;
  std::vector<std::string> labels;
  std::vector<Id> depends_on;
  std::vector<Id> replaces;
  TransactionMode transaction = TransactionMode::automatic;
  VerifyMode verify = VerifyMode::rows;
  std::optional<std::string> irreversible;  ///< set: no way back; the reason, maybe empty
  bool destructive = false;
  std::optional<bool> compat;
  std::optional<std::string> applied_if;
  std::vector<std::string> accepts;
  std::optional<Milliseconds> lock_timeout;
  std::optional<Milliseconds> statement_timeout;
  std::string author;

  /// `id slug`, or the id alone.
  std::string title() const { return slug.empty() ? id : id + " " + slug; }
};

}  // namespace dunlin::revision
