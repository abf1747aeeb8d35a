#include "app/planning.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "app/hollow.h"
#include "base/checksum.h"
#include "plan/segments.h"

namespace dunlin::app {

namespace {

using plan::Source;
using plan::Step;
using revision::Applied;
using revision::Direction;
using revision::Revision;

Source taken_apart(const Backend& backend, revision::ScriptFile file) {
  Source source;
  source.path = file.path;
  source.text = std::move(file.text);
  sql::Script script = backend.reader().split(source.text.view());
  if (!script.problems.empty()) {
    const revision::ScriptFile named{source.path, source.text};
    std::vector<Diagnostic> diagnostics;
    for (const sql::Problem& problem : script.problems) {
      diagnostics.push_back(revision::diagnostic_of(problem, named));
    }
    throw Error(std::move(diagnostics));
  }
  source.statements = std::move(script.statements);
  return source;
}

// A script for another kind of database only: to record it as applied here would hide that nobody
// wrote what this one needs.
void require_no_other_dialect(Context& context, const Backend& backend, const Revision& revision) {
  for (const Dialect dialect : all_dialects()) {
    const auto other = revision::read_script(context.files(), revision, "up", dialect);
    if (!other) continue;
    const std::string wanted =
        path_in(revision.folder, fmt::format("up.{}.sql", name_of(backend.dialect)));
    throw with_next(
        with_place(
            Error(code::kMissingRevisionFile,
                  fmt::format("revision {} has a script for {}, but none for {}", revision.title(),
                              title_of(dialect), title_of(backend.dialect))),
            Place{other->path, 0, 0}),
        fmt::format("write {}; an empty file says that there is nothing to do here", wanted));
  }
}

std::unordered_map<std::string_view, const Applied*> by_id(const revision::AppliedRows& rows) {
  std::unordered_map<std::string_view, const Applied*> index;
  for (const Applied& row : rows) index.emplace(row.id, &row);
  return index;
}

// The revision's own, or those of the environment. `revision`: nullptr where no folder holds it.
plan::Timeouts timeouts_of(const Recipient& recipient, const Revision* revision) {
  plan::Timeouts timeouts = recipient.timeouts;
  if (revision == nullptr) return timeouts;
  timeouts.lock = revision->lock_timeout.value_or(timeouts.lock);
  timeouts.statement = revision->statement_timeout.value_or(timeouts.statement);
  return timeouts;
}

// What to do about a revision that has no way back. `revision`: nullptr where no folder here holds
// it; `hollow`: a down script without statements.
std::vector<std::string> ways_out(const Revision* revision, const Applied& row,
                                  const std::optional<Source>& hollow) {
  std::vector<std::string> ways;
  if (revision != nullptr && !revision->irreversible) {
    const bool is_file = hollow && hollow->path.starts_with(revision->folder);
    ways.push_back(fmt::format(
        "write what undoes it into {}; an empty file says that there is nothing to undo",
        is_file ? hollow->path : path_in(revision->folder, "down.sql")));
    ways.push_back(fmt::format("or write 'irreversible: REASON' into {}: there is no way back",
                               path_in(revision->folder, "revision.yaml")));
  }
  ways.push_back(
      fmt::format("{}dunlin resolve --rolled-back {} --reason \"...\"    (it was undone by "
                  "hand)",
                  ways.empty() ? "" : "or: ", row.id));
  return ways;
}

Diagnostic no_way_back(const Revision* revision, const Applied& row,
                       const std::optional<Source>& hollow) {
  const std::string title = row.slug.empty() ? row.id : row.id + " " + row.slug;
  Diagnostic diagnostic;
  diagnostic.code = code::kIrreversible;
  if (revision != nullptr && revision->irreversible) {
    const std::string& reason = *revision->irreversible;
    diagnostic.message =
        fmt::format("revision {} is irreversible{}", title, reason.empty() ? "" : ": " + reason);
  } else if (hollow) {
    diagnostic.message = fmt::format("the down script of revision {} has no statements", title);
    diagnostic.place = Place{hollow->path, 0, 0};
  } else {
    diagnostic.message = fmt::format("revision {} has no down script", title);
  }
  diagnostic.notes.emplace_back("nothing was run");
  diagnostic.next = ways_out(revision, row, hollow);
  return diagnostic;
}

// The file wins over what the ledger kept, but not in silence.
void warn_of_edited_way_back(Context& context, Database& database, const Step& step) {
  const auto kept = database.ledger().down_script(step.id());
  if (!kept || *kept == step.script->text.view()) return;
  const sql::Reader& reader = database.backend().reader();
  if (reader.fingerprint(*kept) == reader.fingerprint(step.script->text.view())) return;
  Diagnostic diagnostic;
  diagnostic.code = code::kEdited;
  diagnostic.severity = Severity::warning;
  diagnostic.message = fmt::format(
      "down.sql of {} differs from the one it was applied with; the file is used", step.id());
  diagnostic.place = Place{step.script->path, 0, 0};
  context.observer().warned(diagnostic);
}

}  // namespace

void require_one_segment(const Revision& revision, const Step& step) {
  if (revision.transaction != revision::TransactionMode::on || step.segments.size() <= 1) return;
  const std::size_t index =
      step.segments[0].kind == plan::Segment::Kind::alone ? 0 : step.segments[1].first;
  const sql::Statement& statement = step.script->statements[index];
  Diagnostic diagnostic;
  diagnostic.code = code::kNeedsNoTransaction;
  diagnostic.message =
      "this statement would cut the transaction, and revision.yaml says 'transaction: on'";
  diagnostic.place = place_at(step.script->path, step.script->text.view(), statement.begin);
  diagnostic.excerpt = excerpt_at(step.script->text.view(), statement.begin, statement.text.size());
  diagnostic.next = {"move it to a revision of its own, or write 'transaction: auto'"};
  throw Error(diagnostic);
}

std::optional<Source> read_source(Context& context, const Backend& backend,
                                  const Revision& revision, std::string_view stem) {
  auto file = revision::read_script(context.files(), revision, stem, backend.dialect);
  if (!file) {
    if (stem == "up") require_no_other_dialect(context, backend, revision);
    return std::nullopt;
  }
  return taken_apart(backend, std::move(*file));
}

Source source_of(const Backend& backend, std::string name, std::string text) {
  return taken_apart(backend, {std::move(name), std::move(text)});
}

Checksums checksums_of(const Backend& backend, const std::optional<Source>& script) {
  if (!script) return {};
  return {sha256(script->text.view()), backend.reader().fingerprint(script->text.view())};
}

namespace {

Recipient recipient_of(const Database& database) {
  const config::Environment& rules = database.rules();
  return {database.backend(),
          database.name().value_or(""),
          {rules.lock_timeout.value, rules.statement_timeout.value}};
}

}  // namespace

plan::Timeouts timeouts_of(const Database& database, const Revision& revision) {
  return timeouts_of(recipient_of(database), &revision);
}

Applied row_of(Context& context, Database& database, const Revision& revision,
               const std::optional<Source>& up) {
  return row_of(context, recipient_of(database), revision, up);
}

Applied row_of(Context& context, const Recipient& recipient, const Revision& revision,
               const std::optional<Source>& up) {
  const ledger::Runner& runner = context.runner();
  const Checksums checksums = checksums_of(recipient.backend, up);
  Applied row;
  row.id = revision.id;
  row.slug = revision.slug;
  row.message = revision.message;
  row.parents = revision.parents;
  row.depends_on = revision.depends_on;
  row.run = runner.run;
  row.raw_checksum = checksums.raw;
  row.token_checksum = checksums.token;
  row.statements_total = up ? up->statements.size() : 0;
  row.statements_done = row.statements_total;
  row.applied_by = runner.actor;
  row.host = runner.host;
  row.client_version = runner.client_version;
  row.git_commit = runner.git_commit;
  row.release = runner.release;
  row.environment = recipient.environment;
  row.compat = revision.compat;
  if (auto down =
          revision::read_script(context.files(), revision, "down", recipient.backend.dialect)) {
    row.down = std::string(down->text);
  }
  return row;
}

std::vector<Step> steps_up(Context& context, Database& database, const revision::Graph& graph,
                           const std::vector<revision::Id>& route) {
  return steps_up(context, recipient_of(database), graph, route);
}

std::vector<Step> steps_up(Context& context, const Recipient& recipient,
                           const revision::Graph& graph, const std::vector<revision::Id>& route) {
  std::vector<Step> steps;
  steps.reserve(route.size());
  for (const revision::Id& id : route) {
    const Revision& revision = graph.at(id);
    Step step;
    step.direction = Direction::up;
    step.script = read_source(context, recipient.backend, revision, "up");
    step.verify = read_source(context, recipient.backend, revision, "verify");
    step.verify_mode = revision.verify;
    step.row = row_of(context, recipient, revision, step.script);
    step.timeouts = timeouts_of(recipient, &revision);
    static const std::vector<sql::Statement> kNone;
    step.segments =
        plan::segments_of(step.script ? step.script->statements : kNone, revision.transaction);
    tell_if_hollow(context, step);
    steps.push_back(std::move(step));
  }
  return steps;
}

namespace {

// `database`: where the ledger can be asked; nullptr where there is none at hand.
std::optional<Source> way_back(Context& context, const Recipient& recipient, Database* database,
                               const Revision* revision, const revision::Id& id) {
  std::optional<Source> script;
  if (revision != nullptr) script = read_source(context, recipient.backend, *revision, "down");
  if (script || database == nullptr) return script;
  if (auto text = database->ledger().down_script(id)) {
    script = source_of(recipient.backend, fmt::format("<down script of {} in the ledger>", id),
                       std::move(*text));
  }
  return script;
}

std::vector<Step> ways_back(Context& context, const Recipient& recipient, Database* database,
                            const revision::Graph& graph, const revision::AppliedRows& rows,
                            const std::vector<revision::Id>& route) {
  std::vector<Step> steps;
  std::vector<Diagnostic> refused;
  const auto recorded = by_id(rows);
  for (const revision::Id& id : route) {
    const Applied& row = *recorded.at(id);
    const Revision* revision = graph.find(id);
    Step step;
    step.direction = Direction::down;
    step.row = row;
    step.timeouts = timeouts_of(recipient, revision);
    step.script = way_back(context, recipient, database, revision, id);
    const bool irreversible = revision != nullptr && revision->irreversible.has_value();
    const bool hollow = is_hollow(step.script);
    if (irreversible || ((!step.script || hollow) && row.statements_total > 0)) {
      refused.push_back(no_way_back(revision, row, hollow ? step.script : std::nullopt));
      continue;
    }
    if (step.script && revision != nullptr && database != nullptr) {
      warn_of_edited_way_back(context, *database, step);
    }
    static const std::vector<sql::Statement> kNone;
    step.segments = plan::segments_of(
        step.script ? step.script->statements : kNone,
        revision != nullptr ? revision->transaction : revision::TransactionMode::automatic);
    steps.push_back(std::move(step));
  }
  if (!refused.empty()) throw Error(std::move(refused));
  return steps;
}

}  // namespace

std::vector<Step> steps_down(Context& context, Database& database, const revision::Graph& graph,
                             const revision::AppliedRows& rows,
                             const std::vector<revision::Id>& route) {
  return ways_back(context, recipient_of(database), &database, graph, rows, route);
}

std::vector<Step> steps_down(Context& context, const Recipient& recipient,
                             const revision::Graph& graph, const revision::AppliedRows& rows,
                             const std::vector<revision::Id>& route) {
  return ways_back(context, recipient, nullptr, graph, rows, route);
}

}  // namespace dunlin::app
