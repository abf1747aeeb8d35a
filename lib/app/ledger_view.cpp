#include "app/ledger_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/checksum.h"
#include "base/text.h"
#include "revision/script.h"

namespace dunlin::app {

namespace {

using revision::Applied;
using revision::AppliedRows;

}  // namespace

revision::Checksums checksums_now(Context& context, const Backend& backend) {
  const auto script = [&context, &backend](const revision::Revision& revision) {
    return revision::read_script(context.files(), revision, "up", backend.dialect);
  };
  return {[script](const revision::Revision& revision) {
            const auto file = script(revision);
            return file ? sha256(file->text) : std::string();
          },
          [script, &backend](const revision::Revision& revision) {
            const auto file = script(revision);
            return file ? backend.reader().fingerprint(file->text) : std::string();
          }};
}

std::vector<revision::Id> tips(const AppliedRows& rows) {
  std::set<std::string_view> built_on;
  for (const Applied& row : rows) {
    built_on.insert(row.parents.begin(), row.parents.end());
    built_on.insert(row.depends_on.begin(), row.depends_on.end());
  }
  std::vector<revision::Id> found;
  for (const Applied& row : rows) {
    if (row.state == revision::State::applied && !built_on.contains(row.id))
      found.push_back(row.id);
  }
  return found;
}

std::vector<EditedRevision> edited(Context& context, Database& database,
                                   const revision::Graph& graph, const AppliedRows& rows) {
  const revision::Checksums now = checksums_now(context, database.backend());
  std::vector<EditedRevision> found;
  for (const Applied& row : rows) {
    const revision::Revision* revision = graph.find(row.id);
    if (revision == nullptr || row.state != revision::State::applied) continue;
    if (!revision::is_edited(*revision, row, now)) continue;
    const auto file =
        revision::read_script(context.files(), *revision, "up", database.backend().dialect);
    found.push_back({row.id, file ? file->path : revision->folder});
  }
  return found;
}

std::vector<Diagnostic> edit_diagnostics(const std::vector<EditedRevision>& edits,
                                         Severity severity) {
  std::vector<Diagnostic> diagnostics;
  for (const EditedRevision& edit : edits) {
    Diagnostic diagnostic;
    diagnostic.code = code::kEdited;
    diagnostic.severity = severity;
    diagnostic.message =
        fmt::format("revision {} was edited after it was applied to this database", edit.id);
    diagnostic.place = Place{edit.path, 0, 0};
    if (severity == Severity::error) diagnostic.notes.emplace_back("nothing was run");
    diagnostic.next = {
        "put the script back (git log tells when it changed) and write a new revision",
        fmt::format("or: dunlin resolve --retry {}    (runs what of it is not there yet)", edit.id),
        fmt::format("or: dunlin resolve --accept {} --reason \"...\"    (it is all there)",
                    edit.id)};
    diagnostics.push_back(std::move(diagnostic));
  }
  return diagnostics;
}

void require_finished(const AppliedRows& rows) {
  std::vector<Diagnostic> diagnostics;
  for (const Applied& row : rows) {
    if (row.state == revision::State::applied) continue;
    Diagnostic diagnostic;
    diagnostic.code = code::kUnfinished;
    diagnostic.message =
        fmt::format("revision {} is unfinished: {} of {} statements of its {} script are done",
                    row.slug.empty() ? row.id : row.id + " " + row.slug, row.statements_done,
                    row.statements_total, name_of(row.direction));
    diagnostic.notes = {
        fmt::format("begun at {} by {} on {}", row.applied_at, row.applied_by, row.host),
        "nothing was run"};
    diagnostic.next = {
        fmt::format("dunlin resolve --retry {}          (goes on where it stopped)", row.id),
        fmt::format("dunlin resolve --applied {} --reason \"...\"      (it is all there)", row.id),
        fmt::format("dunlin resolve --rolled-back {} --reason \"...\"  (nothing of it is there)",
                    row.id)};
    diagnostics.push_back(std::move(diagnostic));
  }
  if (!diagnostics.empty()) throw Error(std::move(diagnostics));
}

void require_not_ahead(Context& context, const AppliedRows& rows,
                       const std::vector<revision::Id>& unknown, config::IfAhead policy) {
  if (unknown.empty()) return;
  Error error(code::kAhead, fmt::format("the database is ahead of these files by {}",
                                        counted(unknown.size(), "revision")));
  bool compatible = true;
  for (const revision::Id& id : unknown) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const Applied& candidate) { return candidate.id == id; });
    const bool row_compatible = row->compat.value_or(false);
    compatible = compatible && row_compatible;
    error.first().notes.push_back(
        fmt::format("{}, applied {}{}{}", row->slug.empty() ? id : id + " " + row->slug,
                    row->applied_at, row->release.empty() ? "" : " by release " + row->release,
                    row_compatible ? " (compatible: what worked before it still works)" : ""));
  }
  if (policy == config::IfAhead::ok || (policy == config::IfAhead::compatible && compatible)) {
    error.first().severity = Severity::warning;
    context.observer().warned(error.first());
    return;
  }
  error.first().notes.emplace_back("nothing was run");
  error.first().next = {
      "deploy the files that hold these revisions, or go back with them: "
      "dunlin downgrade --last-run",
      "to go on all the same: --if-ahead=ok"};
  throw error;
}

std::string title_of(const revision::Graph& graph, const AppliedRows& rows,
                     const revision::Id& id) {
  if (const revision::Revision* revision = graph.find(id)) return revision->title();
  for (const Applied& row : rows) {
    if (row.id == id && !row.slug.empty()) return id + " " + row.slug;
  }
  return id;
}

}  // namespace dunlin::app
