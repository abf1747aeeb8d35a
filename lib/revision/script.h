#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/dialect.h"
#include "base/error.h"
#include "base/files.h"
#include "revision/revision.h"
#include "sql/reader.h"

namespace dunlin::revision {

/// A script of a revision. sql::Statements of it point into `text`: it, or a copy, must outlive
/// them.
struct ScriptFile {
  std::string path;
  Contents text;
};

/// The script called `stem` (`up`, `down`, `verify`) for a dialect: `<stem>.<dialect>.sql` wins
/// over `<stem>.sql`; nothing when there is neither.
std::optional<ScriptFile> read_script(const Files& files, const Revision& revision,
                                      std::string_view stem, Dialect dialect);

/// The problem with its place in the file and the line that shows it.
Diagnostic diagnostic_of(const sql::Problem& problem, const ScriptFile& script);

/// A diagnostic about bytes [offset, offset + length) of the script.
Diagnostic diagnostic_at(const Code& code, const ScriptFile& script, std::size_t offset,
                         std::size_t length, std::string message);

/// The script taken apart. Throws Error with every problem in it.
sql::Script split_checked(const sql::Reader& reader, const ScriptFile& script);

}  // namespace dunlin::revision
