#pragma once

#include <string>
#include <vector>

#include "app/checkout.h"
#include "app/database.h"
#include "revision/applied.h"
#include "revision/standing.h"

namespace dunlin::app {

/// The applied revisions that nothing applied builds on, by sequence.
std::vector<revision::Id> tips(const revision::AppliedRows& rows);

/// An applied revision whose script says something else now.
struct EditedRevision {
  revision::Id id;
  std::string path;  ///< of the script, or of the folder when the script is gone
};

/// The checksums of the up scripts as they are on disk, for one kind of database.
revision::Checksums checksums_now(Context& context, const Backend& backend);

/// Compares every applied row with the files of this checkout: the raw checksum first, then the
/// tokens, then `accepts`. Reads each script once.
std::vector<EditedRevision> edited(Context& context, Database& database,
                                   const revision::Graph& graph, const revision::AppliedRows& rows);

/// The error (or with Severity::warning the warnings) for edited revisions.
std::vector<Diagnostic> edit_diagnostics(const std::vector<EditedRevision>& edits,
                                         Severity severity);

/// Throws Error(kUnfinished) when a row is running or partial.
void require_finished(const revision::AppliedRows& rows);

/// Applied revisions that no file has: throws Error(kAhead), or warns where the policy lets it
/// pass.
void require_not_ahead(Context& context, const revision::AppliedRows& rows,
                       const std::vector<revision::Id>& unknown, config::IfAhead policy);

/// `id slug` of a row or a revision, whichever is known.
std::string title_of(const revision::Graph& graph, const revision::AppliedRows& rows,
                     const revision::Id& id);

}  // namespace dunlin::app
