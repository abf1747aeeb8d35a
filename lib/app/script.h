#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/report.h"
#include "base/dialect.h"
#include "execute/script.h"

namespace dunlin::app {

struct ScriptRequest {
  /// `A:B`: from where the database stands to where it shall go; `B` alone: from the empty state,
  /// downwards from the heads. An end that is left out is the base, or the heads.
  std::string range = "heads";
  bool down = false;
  std::optional<Dialect> dialect;  ///< instead of the one that the URL tells
};

struct ScriptReport {
  Dialect dialect{};
  revision::Direction direction = revision::Direction::up;
  std::string range;  ///< with both its ends
  std::vector<StepReport> steps;
  std::vector<execute::ScriptPart> parts;

  std::string text() const;
};

/// What upgrade (or downgrade) would do to a database that stands at the beginning of the range, as
/// a script for the database's own client. Reads files only, unless the range names `current`.
/// Throws what they would throw before running; kIrreversible; kNoDatabase where nothing tells for
/// which kind of database.
ScriptReport script(Context& context, const ScriptRequest& request);

}  // namespace dunlin::app
