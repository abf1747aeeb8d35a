#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/check.h"
#include "plan/evidence.h"
#include "plan/plan.h"

namespace dunlin::plan {

/// What must be so for the statements that run to get through: that the rows allow it, that the
/// role may, that nothing needs what goes. Collected along a route; the database answers; what is
/// not so stops the plan before any of it has run.
///
/// Asked only where the route cannot have changed the answer by then: nothing more behind a
/// statement that may make anything, nothing of rows behind one that changes some, nothing of
/// rights behind one that may change the role in the same step.
class Preflight {
 public:
  explicit Preflight(const Witness& witness) : witness_(witness) {}

  /// The next act of the route, in order, whose decision is known.
  void add(std::size_t act, const Decision& decision);

  /// What is to be asked, each once.
  const std::vector<catalog::Check>& checks() const { return checks_; }

  /// `answers`: in the order of the checks. Turns the decisions that they contradict into stops,
  /// and says of the others what is not known.
  void heed(const std::vector<catalog::Answer>& answers, std::vector<Step>& steps) const;

 private:
  struct Concern {
    std::size_t act = 0;
    std::size_t check = 0;
  };

  void ask(std::size_t act, catalog::Check check);
  void demand(std::size_t act);
  bool columns_of(std::size_t act, const sql::Element& table, const std::vector<std::string>& names,
                  std::vector<std::string>& live) const;
  std::size_t holder_of(std::size_t act, const sql::Element& name) const;
  bool changes_before(std::size_t act, std::size_t track) const;
  std::size_t end_of_statement(std::size_t act) const;
  void rights(std::size_t act);
  void right_of(std::size_t act, const sql::Claim& claim, std::size_t index);
  void make(std::size_t act, const sql::Element& element);
  void users(std::size_t act, const sql::Claim& claim, std::size_t index);
  std::vector<sql::Element> left(std::size_t act, const catalog::Answer& answer) const;
  std::optional<Decision> stop(const Concern& concern, const catalog::Answer& answer) const;

  const Witness& witness_;
  std::vector<catalog::Check> checks_;
  std::vector<Concern> concerns_;
  std::set<std::size_t> running_;        // acts that run
  std::size_t role_may_change_ = kNone;  // the step in which an act before may have changed it
  bool rows_may_change_ = false;         // by an act before
  bool unsure_ = false;                  // behind an act that may make anything
  bool cascades_ = false;                // what needs something else may go with it
};

}  // namespace dunlin::plan
