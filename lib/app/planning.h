#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/checkout.h"
#include "app/database.h"
#include "plan/plan.h"
#include "revision/script.h"

namespace dunlin::app {

/// The script `stem` of a revision (`up`, `down`, `verify`) taken apart for this database; nothing
/// when there is none. Throws one Error with every problem of the file.
std::optional<plan::Source> read_source(Context& context, const Backend& backend,
                                        const revision::Revision& revision, std::string_view stem);

/// A script that comes from the ledger, not from a file.
plan::Source source_of(const Backend& backend, std::string name, std::string text);

/// The checksums of a script as the ledger keeps them; both empty for no script.
struct Checksums {
  std::string raw;
  std::string token;
};
Checksums checksums_of(const Backend& backend, const std::optional<plan::Source>& script);

/// Which database steps are made for, at hand or not.
struct Recipient {
  const Backend& backend;
  std::string environment;  ///< empty: a bare URL
  plan::Timeouts timeouts = {};
};

/// The timeouts of a revision's own, or of the environment.
plan::Timeouts timeouts_of(const Database& database, const revision::Revision& revision);

/// The row the ledger will hold once `revision` is applied by this run.
revision::Applied row_of(Context& context, const Recipient& recipient,
                         const revision::Revision& revision, const std::optional<plan::Source>& up);
revision::Applied row_of(Context& context, Database& database, const revision::Revision& revision,
                         const std::optional<plan::Source>& up);

/// `transaction: on` promises one transaction. Throws Error(kNeedsNoTransaction) for a step that
/// cannot keep it.
void require_one_segment(const revision::Revision& revision, const plan::Step& step);

/// The steps for a list of revisions that are to be applied, in this order.
std::vector<plan::Step> steps_up(Context& context, const Recipient& recipient,
                                 const revision::Graph& graph,
                                 const std::vector<revision::Id>& route);
std::vector<plan::Step> steps_up(Context& context, Database& database, const revision::Graph& graph,
                                 const std::vector<revision::Id>& route);

/// The steps for a list of applied revisions that are to be reverted, in this order. Uses the
/// checkout's down script, or the ledger's where this checkout lacks the folder. Throws
/// Error(kIrreversible) with all that have no way back, before anything runs.
std::vector<plan::Step> steps_down(Context& context, Database& database,
                                   const revision::Graph& graph, const revision::AppliedRows& rows,
                                   const std::vector<revision::Id>& route);

/// The same without a ledger that could be asked for a down script: the files alone.
std::vector<plan::Step> steps_down(Context& context, const Recipient& recipient,
                                   const revision::Graph& graph, const revision::AppliedRows& rows,
                                   const std::vector<revision::Id>& route);

}  // namespace dunlin::app
