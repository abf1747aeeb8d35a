#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/deciding.h"
#include "ledger/ledger.h"
#include "plan/plan.h"
#include "revision/graph.h"
#include "revision/standing.h"

namespace dunlin::app {

/// Where a database stands, revision by revision.
struct StatusReport {
  /// What `revisions` points into.
  struct Facts {
    revision::Graph graph;
    revision::AppliedRows rows;
  };
  std::shared_ptr<const Facts> facts;
  std::string database;
  std::optional<std::string> environment;
  bool absent = false;  ///< there is no database yet; an upgrade creates it
  bool has_ledger = false;
  std::optional<ledger::Claim> claim;
  std::vector<revision::Standing> revisions;  ///< in the order to run, unknown ones last
  std::vector<revision::Id> heads;            ///< of the files
  std::vector<Diagnostic> warnings;           ///< another claim, gaps, edits: with what to type

  std::size_t count(revision::Mark mark) const;
};

/// Reads only; creates nothing.
StatusReport status(Context& context);

/// One column of `status --all`.
struct EnvironmentStatus {
  std::string name;
  std::string url;  ///< redacted; empty when it could not be had
  std::optional<StatusReport> report;
  std::optional<Diagnostic> error;  ///< why there is no report
};

/// Every environment of dunlin.yaml, one after the other; an unreachable one does not stop it.
std::vector<EnvironmentStatus> status_of_all(Context& context);

/// A plan, and what it is for.
struct PlanReport {
  std::string database;
  std::string target;
  bool absent = false;
  plan::Plan plan;
};

/// What upgrade (or downgrade) would run now. Throws what they would throw before running, but for
/// what stops the plan: Plan::stops() tells that, and the decisions say why.
PlanReport plan_upgrade(Context& context, const std::string& target, bool fill_gaps,
                        const Consent& consent);
PlanReport plan_downgrade(Context& context, const std::string& target, bool last_run);

/// What is applied and nothing applied builds on.
struct CurrentReport {
  std::string database;
  std::vector<revision::Applied> current;  ///< by sequence
  bool at_heads = false;                   ///< every revision of the files is applied
};
CurrentReport current(Context& context);

/// The graph of the files; touches no database.
revision::Graph graph(Context& context);

/// The revisions of a range, newest first. `current` in the range asks the database.
struct HistoryReport {
  revision::Graph graph;
  std::vector<revision::Id> ids;
  std::optional<revision::AppliedRows> rows;  ///< when the database was asked
};
HistoryReport history(Context& context, const std::string& range, bool ask_database);

/// The newest first, at most `limit`.
std::vector<ledger::Event> events(Context& context, std::size_t limit);

/// One revision in full.
struct ShowReport {
  revision::Revision revision;
  std::vector<revision::Id> children;
  bool is_head = false;
  std::vector<std::pair<std::string, std::string>> scripts;  ///< path and text; up first
};
std::vector<ShowReport> show(Context& context, const std::string& target);

}  // namespace dunlin::app
