#include "ledger/script.h"

#include <fmt/format.h>

namespace dunlin::ledger {

using revision::Id;

ScriptLedger::ScriptLedger(const Language& language, Names names, std::string project,
                           ScriptRunner runner)
    : language_(language),
      names_(std::move(names)),
      project_(std::move(project)),
      runner_(runner) {}

std::string ScriptLedger::table(std::string_view name) const {
  return language_.relation(quoting_, names_, name);
}

std::string ScriptLedger::of_project(std::string_view name) const {
  return fmt::format("FROM {} WHERE project = {}", table(name), project());
}

std::string ScriptLedger::of_revision(std::string_view name, const Id& id) const {
  const std::string_view column = name == "revision" ? "id" : "revision";
  return fmt::format("{} AND {} = {}", of_project(name), column, quoted(id));
}

std::string ScriptLedger::from_lock(std::string_view column) const {
  return fmt::format("(SELECT {} {})", column, of_project("lock"));
}

std::string ScriptLedger::existing() const { return language_.existing(quoting_, names_); }

std::string ScriptLedger::place() const { return language_.place(quoting_, names_); }

std::string ScriptLedger::tables() const {
  return with_names(schema_files().at(language_.schema_file),
                    [this](std::string_view name) { return table(name); });
}

std::string ScriptLedger::format() const {
  return fmt::format(
      "INSERT INTO {0} (project, key, value) SELECT '', 'format', '{1}' "
      "WHERE NOT EXISTS (SELECT 1 FROM {0} WHERE project = '' AND key = 'format')",
      table("meta"), kFormat);
}

std::string ScriptLedger::has_format() const {
  return fmt::format(
      "EXISTS (SELECT 1 FROM {} WHERE project = '' AND key = 'format' AND value = '{}')",
      table("meta"), kFormat);
}

std::string ScriptLedger::lock_row() const {
  return fmt::format(
      "INSERT INTO {0} (project, token, sequence, run, holder, pid) SELECT {1}, 0, 0, '', '', 0 "
      "WHERE NOT EXISTS (SELECT 1 FROM {0} WHERE project = {1})",
      table("lock"), project());
}

std::string ScriptLedger::take(const Runner& runner) const {
  return fmt::format(
      "UPDATE {} SET token = token + 1, run = {}, holder = {} || {} || '@' || {}, pid = {}, "
      "since = {} WHERE project = {}",
      table("lock"), runner_.run, quoted(runner.command + " by "), runner_.actor, runner_.host,
      runner_.pid, language_.now, project());
}

std::string ScriptLedger::guard(std::string_view token) const {
  const std::string next = token.empty()
                               ? "sequence + 1"
                               : fmt::format("CASE WHEN token = {} THEN sequence + 1 END", token);
  return fmt::format("UPDATE {} SET sequence = {} WHERE project = {}", table("lock"), next,
                     project());
}

std::string ScriptLedger::record(const revision::Applied& row, const std::string& elapsed) const {
  Cells cells = cells_of(quoting_, row, from_lock("sequence"), elapsed);
  set(cells, "run", from_lock("run"));
  set(cells, "applied_by", runner_.actor);
  set(cells, "host", runner_.host);
  return insertion(table("revision"), project(), from_lock("token"), cells);
}

Cells ScriptLedger::cells(const Event& event, const std::string& elapsed) const {
  Cells cells = cells_of(quoting_, event, elapsed);
  set(cells, "run", from_lock("run"));
  set(cells, "actor", runner_.actor);
  set(cells, "host", runner_.host);
  return cells;
}

std::string ScriptLedger::note(const Event& event, const std::string& elapsed) const {
  return insertion(table("event"), project(), from_lock("token"), cells(event, elapsed));
}

std::string ScriptLedger::note_claim(const Runner& runner, std::string_view condition) const {
  Event event;
  event.runner = runner;
  event.outcome = "claimed";
  Cells row = cells(event, "0");
  set(row, "error",
      fmt::format("coalesce((SELECT 'before: ' || value {} AND key = 'claim'), '')",
                  of_project("meta")));
  return fmt::format("INSERT INTO {} (project, fence, {}) SELECT {}, {}, {} WHERE {}",
                     table("event"), columns_of(row), project(), from_lock("token"), values_of(row),
                     condition);
}

std::string ScriptLedger::erase(const Id& id) const {
  return "DELETE " + of_revision("revision", id);
}

std::string ScriptLedger::set_duration(const Id& id, const std::string& elapsed) const {
  return fmt::format("UPDATE {} SET duration_ms = {} WHERE project = {} AND id = {}",
                     table("revision"), elapsed, project(), quoted(id));
}

std::string ScriptLedger::duration(const Id& id) const {
  return fmt::format("(SELECT duration_ms {})", of_revision("revision", id));
}

std::string ScriptLedger::forget_journal(const Id& id) const {
  return "DELETE " + of_revision("journal", id);
}

std::string ScriptLedger::journal(const Id& id, revision::Direction direction,
                                  std::size_t statement, std::string_view checksum) const {
  return fmt::format(
      "INSERT INTO {} (project, revision, direction, statement, state, checksum, run, fence, pid, "
      "error) SELECT {}, {}, '{}', {}, 'started', {}, {}, {}, {}, '' WHERE NOT {}",
      table("journal"), project(), quoted(id), name_of(direction), statement, quoted(checksum),
      from_lock("run"), from_lock("token"), runner_.pid, has_begun(id, direction, statement));
}

std::string ScriptLedger::going_down(const Id& id, std::size_t done, std::size_t total) const {
  return fmt::format(
      "UPDATE {} SET state = 'running', direction = 'down', statements_done = {}, "
      "statements_total = {}, sequence = {}, fence = {}, run = {} WHERE project = {} AND id = {}",
      table("revision"), done, total, from_lock("sequence"), from_lock("token"), from_lock("run"),
      project(), quoted(id));
}

std::string ScriptLedger::forget_claim(std::string_view condition) const {
  return fmt::format("DELETE {} AND key IN ('claim', 'claim_protected') AND {}", of_project("meta"),
                     condition);
}

std::string ScriptLedger::set_claim(const Claim& claim, std::string_view condition) const {
  return fmt::format(
      "INSERT INTO {0} (project, key, value) SELECT {1}, key, value FROM (SELECT 'claim' AS key, "
      "{2} AS value UNION ALL SELECT 'claim_protected', '{3}') AS claim WHERE {4}",
      table("meta"), project(), quoted(claim.environment), claim.is_protected, condition);
}

std::string ScriptLedger::is_applied(const Id& id) const {
  return fmt::format("EXISTS (SELECT 1 {} AND state = 'applied')", of_revision("revision", id));
}

std::string ScriptLedger::is_recorded(const Id& id) const {
  return fmt::format("EXISTS (SELECT 1 {})", of_revision("revision", id));
}

std::string ScriptLedger::is_unfinished(const Id& id) const {
  return fmt::format("EXISTS (SELECT 1 {} AND state <> 'applied')", of_revision("revision", id));
}

std::string ScriptLedger::has_begun(const Id& id, revision::Direction direction,
                                    std::size_t statement) const {
  return fmt::format("EXISTS (SELECT 1 {} AND direction = '{}' AND statement = {})",
                     of_revision("journal", id), name_of(direction), statement);
}

std::string ScriptLedger::is_stopped_elsewhere(const revision::Applied& row,
                                               revision::Direction direction,
                                               const std::vector<std::size_t>& borders) const {
  std::string known;
  for (const std::size_t border : borders) {
    known.append(known.empty() ? "" : ", ").append(std::to_string(border));
  }
  std::string other = fmt::format("direction <> '{}'", name_of(direction));
  if (direction == revision::Direction::up) {
    other += fmt::format(" OR token_checksum <> {}", quoted(row.token_checksum));
  }
  return fmt::format(
      "EXISTS (SELECT 1 {} AND state <> 'applied' AND ({} OR statements_done NOT IN ({})))",
      of_revision("revision", row.id), other, known);
}

std::string ScriptLedger::done(const Id& id, revision::Direction direction) const {
  return fmt::format(
      "coalesce((SELECT statements_done {} AND state <> 'applied' AND direction = '{}'), 0)",
      of_revision("revision", id), name_of(direction));
}

std::string ScriptLedger::claim_is(std::string_view key, std::string_view comparison) const {
  return fmt::format("EXISTS (SELECT 1 {} AND key = '{}' AND value {})", of_project("meta"), key,
                     comparison);
}

std::string ScriptLedger::is_claimed(const Claim& claim) const {
  return fmt::format("({} AND {})", claim_is("claim", "= " + quoted(claim.environment)),
                     claim_is("claim_protected", fmt::format("= '{}'", claim.is_protected)));
}

std::string ScriptLedger::is_elsewhere(const Claim& claim) const {
  const std::string other = claim_is("claim", "<> " + quoted(claim.environment));
  if (claim.is_protected) return other;
  return fmt::format("({} AND {})", other, claim_is("claim_protected", "= 'true'"));
}

// The lists hold an id per line.
std::string ScriptLedger::standing_on(const Id& id, std::string_view line_feed) const {
  const auto holds = [&](std::string_view column) {
    return fmt::format("replace({0} || {1} || {0}, {0} || {2} || {0}, '') <> {0} || {1} || {0}",
                       line_feed, column, quoted(id));
  };
  return fmt::format("SELECT id {} AND id <> {} AND ({} OR {})", of_project("revision"), quoted(id),
                     holds("parents"), holds("depends_on"));
}

}  // namespace dunlin::ledger
