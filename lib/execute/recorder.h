#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "execute/session.h"
#include "plan/plan.h"

namespace dunlin::execute {

/// What the ledger is told about one step, as statements for the transactions of that step.
class Recorder {
 public:
  Recorder(const Session& session, const plan::Step& step);

  /// After the first `done` statements; `last` when that completes the step.
  ledger::Statements progress(std::size_t done, bool last, const revision::Basis& basis) const;

  /// The step stopped at statement `done` (from 0) with this error, and what came before it stays.
  ledger::Statements stopped(std::size_t done, const revision::Basis& basis,
                             const Error& error) const;

  /// Nothing of the step stays.
  ledger::Statements failed(const revision::Basis& basis, const Error& error) const;

  ledger::Statements journal(std::size_t statement, std::string_view state,
                             const revision::Basis& basis) const;

  /// Time since this recorder was made.
  std::chrono::milliseconds elapsed() const;

 private:
  ledger::Statements unfinished(std::size_t done, revision::State state,
                                const revision::Basis& basis) const;
  std::string event(std::string_view outcome, const revision::Basis& basis,
                    const Error* error) const;
  std::optional<std::int64_t> clock() const;

  const Session& session_;
  const plan::Step& step_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace dunlin::execute
