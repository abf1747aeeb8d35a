#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "revision/revision.h"

namespace dunlin::app {

/// What became of the verify.sql of a revision.
struct VerifyScript {
  enum class Outcome {
    passed,
    failed,
    outdated,  ///< a later revision changed what it reads
  };

  revision::Id id;
  Outcome outcome = Outcome::passed;
};

struct VerifyReport {
  std::string database;
  std::vector<revision::Id> revisions;  ///< that were compared, in the order they were applied
  std::vector<VerifyScript> scripts;
  std::vector<Diagnostic>
      problems;  ///< missing or different, each with the line that should have made it
  std::vector<std::string> extras;  ///< what no revision makes; no problem
  std::size_t ignored = 0;          ///< of both, by `ignore:` of the environment
};

/// Compares what the ledger says is applied with what is there: every statement of the applied
/// revisions, along all of them, and their verify.sql. Only `target` and no other where one is
/// named. Changes nothing.
VerifyReport verify(Context& context, const std::optional<std::string>& target);

}  // namespace dunlin::app
