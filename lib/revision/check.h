#pragma once

#include <span>
#include <vector>

#include "base/dialect.h"
#include "base/error.h"
#include "base/files.h"
#include "revision/graph.h"
#include "revision/reader.h"
#include "sql/reader.h"

namespace dunlin::revision {

/// What is wrong with the scripts of one dialect: text that dunlin refuses, `transaction: on`
/// over a script that would be cut (errors); no way back, scripts for other databases only,
/// scripts of comments alone (warnings). By place.
std::vector<Diagnostic> check_sql(const Files& files, const Directory& directory,
                                  const sql::Reader& reader);

/// Files in the folders of the revisions that no command would ever read: an error for what looks
/// like one that should be, otherwise a warning. `dialects`: all that scripts may be for. By place.
std::vector<Diagnostic> check_names(const Files& files, const Directory& directory,
                                    std::span<const Dialect> dialects);

/// HEADS beside what the heads are. No HEADS is fine.
std::vector<Diagnostic> check_heads(const Files& files, const Directory& directory,
                                    const Graph& graph);

}  // namespace dunlin::revision
