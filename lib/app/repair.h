#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/report.h"
#include "ledger/ledger.h"
#include "revision/revision.h"

namespace dunlin::app {

struct StampRequest {
  std::string target;
  bool purge = false;  ///< forget everything else first, also what no file has
  bool dry = false;
  std::optional<std::string> confirmed;  ///< the environment's name, for a protected one
};

struct StampReport {
  std::string database;
  std::vector<revision::Id> recorded;   ///< now applied by the ledger; nothing was run
  std::vector<revision::Id> forgotten;  ///< no longer
};

/// Makes the ledger say that the target and all below it are applied and nothing above it is;
/// what is not related to the target stays. Runs no SQL of any revision.
StampReport stamp(Context& context, const StampRequest& request);

enum class Resolution {
  accept,       ///< an edit of an applied revision was reviewed: its checksum counts from now on
  applied,      ///< it is all there, done by hand: record it
  rolled_back,  ///< nothing of it is there: forget it
  retry,        ///< go on with an unfinished revision where it stopped
};

struct ResolveRequest {
  Resolution resolution = Resolution::accept;
  std::vector<std::string> revisions;  ///< targets
  std::string reason;                  ///< kept in the ledger's events; required but for retry
  std::optional<std::string> confirmed;
};

struct ResolveReport {
  std::string database;
  std::vector<revision::Id> revisions;
  std::vector<StepReport> steps;  ///< what retry ran
};

ResolveReport resolve(Context& context, const ResolveRequest& request);

struct ClaimRequest {
  std::optional<std::string> environment;  ///< nothing: only show
  std::optional<std::string> from;         ///< the claim that is to be replaced
  bool release = false;                    ///< the database says nothing any more
};

struct ClaimReport {
  std::string database;
  std::optional<ledger::Claim> before;
  std::optional<ledger::Claim> after;
};

/// Shows or changes which environment a database says it is. A claim that names another
/// environment is replaced only when `from` names it.
ClaimReport claim(Context& context, const ClaimRequest& request);

}  // namespace dunlin::app
