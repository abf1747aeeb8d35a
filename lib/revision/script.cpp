#include "revision/script.h"

#include <fmt/format.h>

#include <utility>

namespace dunlin::revision {

std::optional<ScriptFile> read_script(const Files& files, const Revision& revision,
                                      std::string_view stem, Dialect dialect) {
  for (const std::string& name :
       {fmt::format("{}.{}.sql", stem, name_of(dialect)), fmt::format("{}.sql", stem)}) {
    std::string path = path_in(revision.folder, name);
    if (auto text = files.open(path)) return ScriptFile{std::move(path), *std::move(text)};
  }
  return std::nullopt;
}

Diagnostic diagnostic_at(const Code& code, const ScriptFile& script, std::size_t offset,
                         std::size_t length, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.place = place_at(script.path, script.text, offset);
  diagnostic.excerpt = excerpt_at(script.text, offset, length);
  return diagnostic;
}

Diagnostic diagnostic_of(const sql::Problem& problem, const ScriptFile& script) {
  Diagnostic diagnostic =
      diagnostic_at(problem.code, script, problem.offset, problem.length, problem.message);
  diagnostic.hint = problem.hint;
  return diagnostic;
}

sql::Script split_checked(const sql::Reader& reader, const ScriptFile& script) {
  sql::Script parts = reader.split(script.text);
  if (parts.problems.empty()) return parts;
  std::vector<Diagnostic> diagnostics;
  for (const sql::Problem& problem : parts.problems) {
    diagnostics.push_back(diagnostic_of(problem, script));
  }
  throw Error(std::move(diagnostics));
}

}  // namespace dunlin::revision
