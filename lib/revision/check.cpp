#include "revision/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "base/text.h"
#include "revision/heads.h"
#include "revision/revision_file.h"
#include "revision/script.h"

namespace dunlin::revision {

namespace {

constexpr std::string_view kStems[] = {"up", "down", "verify"};

std::vector<std::string> known_names(std::span<const Dialect> dialects) {
  std::vector<std::string> names{std::string(kRevisionFile)};
  for (const std::string_view stem : kStems) {
    names.push_back(fmt::format("{}.sql", stem));
    for (const Dialect dialect : dialects) {
      names.push_back(fmt::format("{}.{}.sql", stem, name_of(dialect)));
    }
  }
  return names;
}

Diagnostic warning(const Code& code, std::string path, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = Severity::warning;
  diagnostic.message = std::move(message);
  diagnostic.place = Place{std::move(path)};
  return diagnostic;
}

// What `dunlin new` wrote and nobody filled in, or what somebody commented out.
Diagnostic hollow_script(const ScriptFile& file, std::string_view stem) {
  const std::string_view what = stem == "up"     ? "the revision would change nothing"
                                : stem == "down" ? "a downgrade would undo nothing"
                                                 : "nothing would be verified";
  Diagnostic diagnostic =
      warning(code::kHollowScript, file.path,
              fmt::format("{} script without statements: {}",
                          stem == "up" ? "an up" : fmt::format("a {}", stem), what));
  diagnostic.hint = "write the statements, or empty the file: that says there are none";
  return diagnostic;
}

// `transaction: on` promises one transaction; these are what breaks the promise.
std::vector<Diagnostic> cuts(const ScriptFile& file, const sql::Script& script) {
  std::vector<Diagnostic> found;
  for (std::size_t i = 0; i < script.statements.size(); ++i) {
    const sql::Statement& statement = script.statements[i];
    const bool cut = i > 0 && statement.group != script.statements[i - 1].group;
    if (!statement.alone && !cut) continue;
    Diagnostic diagnostic = diagnostic_at(
        code::kNeedsNoTransaction, file, statement.begin, statement.text.size(),
        statement.alone ? "this statement cannot run in a transaction, and the revision says "
                          "`transaction: on`"
                        : "COMMIT cuts the script here, and the revision says `transaction: on`");
    diagnostic.statement = i + 1;
    diagnostic.hint = "`transaction: auto` lets dunlin cut the script";
    found.push_back(std::move(diagnostic));
  }
  return found;
}

// Looks at the scripts of one revision in one dialect.
class ScriptCheck {
 public:
  ScriptCheck(const Files& files, const Revision& revision, const sql::Reader& reader)
      : files_(files), revision_(revision), reader_(reader) {}

  std::vector<Diagnostic> run() {
    for (const std::string_view stem : kStems) look_at(stem);
    if (up_has_statements_ && !has_down_ && !revision_.irreversible) {
      Diagnostic diagnostic = warning(
          code::kNoWayBack, up_path_,
          fmt::format("'{}' has neither a down script nor `irreversible`", revision_.title()));
      diagnostic.hint = "write down.sql, or `irreversible: <reason>` in revision.yaml";
      found_.push_back(std::move(diagnostic));
    }
    return std::move(found_);
  }

 private:
  void look_at(std::string_view stem) {
    const auto file = read_script(files_, revision_, stem, reader_.dialect());
    if (!file) {
      if (stem == "up") look_for_others();
      return;
    }
    const sql::Script script = reader_.split(file->text);
    for (const sql::Problem& problem : script.problems) {
      found_.push_back(diagnostic_of(problem, *file));
    }
    if (revision_.transaction == TransactionMode::on && stem != "verify") {
      std::ranges::move(cuts(*file, script), std::back_inserter(found_));
    }
    const bool hollow = script.statements.empty() && !trimmed(file->text).empty();
    if (hollow && script.problems.empty() && (stem == "up" || up_has_statements_)) {
      found_.push_back(hollow_script(*file, stem));
    }
    if (stem == "down") has_down_ = true;
    if (stem == "up") {
      up_has_statements_ = !script.statements.empty();
      up_path_ = file->path;
    }
  }

  // An up script for another database only: here nothing would happen, in silence.
  void look_for_others() {
    for (const DirectoryEntry& entry :
         files_.list(revision_.folder).value_or(std::vector<DirectoryEntry>())) {
      const std::vector<std::string> parts = split(entry.name, '.');
      if (parts.size() != 3 || parts[0] != "up" || parts[2] != "sql") continue;
      if (!dialect_named(parts[1])) continue;
      found_.push_back(warning(code::kMissingRevisionFile, path_in(revision_.folder, entry.name),
                               fmt::format("'{}' has no up script for {}", revision_.title(),
                                           title_of(reader_.dialect()))));
      found_.back().hint =
          fmt::format("an empty up.{}.sql says that this is meant", name_of(reader_.dialect()));
    }
  }

  const Files& files_;
  const Revision& revision_;
  const sql::Reader& reader_;
  std::vector<Diagnostic> found_;
  bool up_has_statements_ = false;
  bool has_down_ = false;
  std::string up_path_;
};

}  // namespace

std::vector<Diagnostic> check_sql(const Files& files, const Directory& directory,
                                  const sql::Reader& reader) {
  std::vector<Diagnostic> found;
  for (const Revision& revision : directory.revisions) {
    std::ranges::move(ScriptCheck(files, revision, reader).run(), std::back_inserter(found));
  }
  return found;
}

std::vector<Diagnostic> check_names(const Files& files, const Directory& directory,
                                    std::span<const Dialect> dialects) {
  const std::vector<std::string> known = known_names(dialects);
  std::vector<Diagnostic> found;
  for (const Revision& revision : directory.revisions) {
    const auto entries = files.list(revision.folder);
    if (!entries) continue;
    for (const DirectoryEntry& entry : *entries) {
      if (entry.name.starts_with('.') ||
          std::find(known.begin(), known.end(), entry.name) != known.end()) {
        continue;
      }
      Diagnostic diagnostic = warning(code::kUnexpectedFile, path_in(revision.folder, entry.name),
                                      fmt::format("no command reads '{}'", entry.name));
      diagnostic.hint = did_you_mean(entry.name, known);
      // What ends in .sql was written to be run.
      if (entry.name.ends_with(".sql") || !diagnostic.hint.empty()) {
        diagnostic.severity = Severity::error;
      }
      found.push_back(std::move(diagnostic));
    }
  }
  return found;
}

std::vector<Diagnostic> check_heads(const Files& files, const Directory& directory,
                                    const Graph& graph) {
  const std::string path = path_in(directory.path, kHeadsFile);
  const auto text = files.read(path);
  if (!text) return {};
  const Heads written = read_heads(*text);
  std::vector<Id> heads = graph.heads();
  if (written.agrees_with(heads)) return {};
  Diagnostic diagnostic;
  diagnostic.code = code::kStaleHeads;
  diagnostic.place = Place{path};
  diagnostic.message = written.conflicted
                           ? "HEADS holds conflict markers of git"
                           : fmt::format("HEADS names {}, the heads are {}",
                                         written.ids.empty() ? "none" : listed(written.ids, true),
                                         heads.empty() ? "none" : listed(heads, true));
  diagnostic.next.push_back(heads.size() > 1 ? "dunlin merge" : "dunlin check --fix");
  return {std::move(diagnostic)};
}

}  // namespace dunlin::revision
