#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/check.h"
#include "catalog/probe.h"
#include "plan/plan.h"
#include "plan/verdict.h"
#include "sql/reader.h"

namespace dunlin::plan {

/// A step to decide about, and what the user allows for it.
struct Candidate {
  Step step;
  revision::TransactionMode transaction = revision::TransactionMode::automatic;
  Allowances allowances;
};

/// What holds for the whole plan.
struct PlannerOptions {
  /// The ledger is empty: objects of the route that are there already were made by somebody else.
  bool fresh = false;
  bool accept_existing = false;  ///< decide about them statement by statement all the same
};

/// What the planner asks only when it matters.
struct Answers {
  /// Whether a revision below the route makes this element: what is to be dropped and is not there.
  std::function<bool(const sql::Element&)> made_before;
  /// Whether a revision below the route holds statements that may have made anything at all.
  std::function<bool()> unsure_before;
  /// Whether the data statements of a step were done by hand, where its revision can tell
  /// (`applied_if`).
  std::function<std::optional<bool>(const Step&)> data_done;
  /// What the database says to checks on what runs, in their order; empty: nothing is checked.
  std::function<std::vector<catalog::Answer>(const std::vector<catalog::Check>&)> examined = {};
  /// The names that things like this one have: of what is to be dropped or renamed and is not
  /// there.
  std::function<std::vector<std::string>(const sql::Element&)> names_beside = {};
};

/// Something that the revisions say is there, and the database says otherwise.
struct Finding {
  std::size_t step = 0;
  std::size_t statement = 0;
  Obstacle obstacle = Obstacle::drift;
  std::string reason;
  std::vector<Difference> differences;
  sql::Element element = {};  ///< what it is about, as the statement calls it
};

/// Decides about every statement of a route against the live database. Asks and never fetches:
///
///   Planner planner(reader, candidates, options);
///   probes = planner.probes(inspector.read(connection, planner.needs()));
///   steps = planner.finish(prober.draw(connection, probes), answers);
///
/// Only upgrades are decided about; the scripts of the candidates must outlive the planner.
class Planner {
 public:
  Planner(const sql::Reader& reader, std::vector<Candidate> candidates, PlannerOptions options);
  Planner(const Planner&) = delete;
  Planner& operator=(const Planner&) = delete;
  ~Planner();

  /// The elements whose catalog entries decide.
  std::vector<sql::Element> needs() const;

  /// What the database has to spell, given what is there. None where nothing of the route is there.
  std::vector<catalog::Probe> probes(catalog::Catalog live);

  /// Drawn and live objects that differ in an expression, in pairs, to be settled by the database;
  /// and their settled forms.
  std::vector<catalog::Object> disputed(const std::vector<catalog::Drawing>& drawings) const;
  void settle(const std::vector<catalog::Object>& settled, std::vector<catalog::Drawing>& drawings);

  /// The steps with their decisions and segments.
  std::vector<Step> finish(const std::vector<catalog::Drawing>& drawings, const Answers& answers);

  /// Instead of finish(): what is not there of all that the route makes, in its order. For a route
  /// that the ledger says was run.
  std::vector<Finding> audit(const std::vector<catalog::Drawing>& drawings);

  /// After probes(): the schema that a name without one leads to.
  std::string home() const;

  /// After audit(): the live elements that no act of the route makes, renames or sets, and that are
  /// no part of such a one.
  std::vector<const catalog::Object*> extras() const;

  /// The relations, types and functions that a step makes or changes, schemas resolved.
  std::set<sql::Element> touched(std::size_t step) const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace dunlin::plan
