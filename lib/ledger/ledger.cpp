#include "ledger/ledger.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "base/redact.h"
#include "base/text.h"
#include "ledger/cells.h"

namespace dunlin::ledger {

namespace {

using revision::Applied;
using revision::Basis;

std::vector<std::string> from_lines(const std::string& text) {
  return text.empty() ? std::vector<std::string>{} : split(text, '\n');
}

// A database without roles has no user to name.
std::string actor_of(const db::Connection& connection) {
  const std::string& user = connection.server().user;
  return user.empty() ? "this process" : fmt::format("'{}'", user);
}

std::int64_t number(const db::Value& value) { return value ? std::stoll(*value) : 0; }

Applied row_of(const db::Row& cells) {
  std::size_t next = 0;
  const auto text = [&] { return cells[next++].value_or(std::string()); };
  Applied row;
  row.id = text();
  row.slug = text();
  row.message = text();
  row.parents = from_lines(text());
  row.depends_on = from_lines(text());
  row.state = revision::state_named(text()).value_or(revision::State::partial);
  row.direction = revision::direction_named(text()).value_or(revision::Direction::up);
  row.origin = revision::origin_named(text()).value_or(revision::Origin::run);
  row.sequence = number(cells[next++]);
  row.run = text();
  row.raw_checksum = text();
  row.token_checksum = text();
  row.statements_done = static_cast<std::size_t>(number(cells[next++]));
  row.statements_total = static_cast<std::size_t>(number(cells[next++]));
  row.applied_at = text();
  row.duration_ms = number(cells[next++]);
  row.applied_by = text();
  row.host = text();
  row.client_version = text();
  row.git_commit = text();
  row.release = text();
  row.environment = text();
  if (const db::Value& compat = cells[next++]) row.compat = *compat == "t" || *compat == "1";
  return row;
}

// What the row of a revision has by its run alone.
Applied row_by(const Runner& runner) {
  Applied row;
  row.run = runner.run;
  row.applied_by = runner.actor;
  row.host = runner.host;
  row.client_version = runner.client_version;
  row.git_commit = runner.git_commit;
  row.release = runner.release;
  row.environment = runner.environment;
  return row;
}

bool plainly_applied(const Applied& row, const Runner& runner) {
  const Applied like = row_by(runner);
  const auto common = [](const Applied& one) {
    return std::tie(one.state, one.direction, one.origin, one.run, one.applied_by, one.host,
                    one.client_version, one.git_commit, one.release, one.environment);
  };
  return common(row) == common(like) && row.statements_done == row.statements_total &&
         row.sequence == 0;
}

Event event_of(const revision::Id& id, const Runner& runner) {
  Event event;
  event.runner = runner;
  event.revision = id;
  event.direction = name_of(revision::Direction::up);
  event.outcome = "applied";
  return event;
}

}  // namespace

std::string joined(const Statements& statements) { return dunlin::joined(statements, ";\n"); }

Ledger::Ledger(db::Connection& connection, const Language& language, Names names,
               std::string project)
    : connection_(connection),
      language_(language),
      names_(std::move(names)),
      project_(std::move(project)) {}

std::string Ledger::table(std::string_view name) const {
  return language_.relation(connection_, names_, name);
}

std::string Ledger::text(std::string_view value) const { return connection_.quoted(value); }

std::string Ledger::milliseconds(std::optional<std::int64_t> elapsed) const {
  return elapsed || language_.elapsed.empty() ? std::to_string(elapsed.value_or(0))
                                              : std::string(language_.elapsed);
}

// "May not read" is not "there is none": a role without rights must not start from nothing.
template <class Work>
auto Ledger::reading(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const db::ServerError& error) {
    if (!language_.denied(error)) throw;
    throw with_note(Error(code::kLedgerUnreadable,
                          fmt::format("there is a ledger here ({}), but {} may not read it",
                                      table("revision"), actor_of(connection_))),
                    error.first().message);
  }
}

bool Ledger::exists() {
  return connection_.run(language_.existing(connection_, names_)).rows.size() == 2;
}

void Ledger::check_format() {
  const db::Result result = connection_.run(
      fmt::format("SELECT value FROM {} WHERE project = '' AND key = 'format'", table("meta")));
  const std::string found = result.rows.empty() ? "0" : result.rows.front().front().value_or("0");
  if (found == std::to_string(kFormat)) return;
  // Format 1 is the first: anything else was written by a program newer than this one.
  throw with_next(
      Error(code::kLedgerNewer,
            fmt::format("the ledger has format {}; this dunlin reads format {}", found, kFormat)),
      "install the dunlin release that wrote it, or a newer one");
}

Snapshot Ledger::read() {
  return reading([&] {
    Snapshot snapshot;
    snapshot.exists = exists();
    if (!snapshot.exists) return snapshot;
    check_format();
    const db::Result lock = connection_.run(fmt::format(
        "SELECT token, sequence FROM {} WHERE project = {}", table("lock"), text(project_)));
    if (!lock.rows.empty()) {
      snapshot.basis = {number(lock.rows[0][0]), number(lock.rows[0][1])};
    }
    snapshot.claim = claim();
    snapshot.rows = read_rows();
    return snapshot;
  });
}

revision::AppliedRows Ledger::read_rows() {
  const db::Result result = connection_.run(fmt::format(
      "SELECT id, slug, message, parents, depends_on, state, direction, origin, sequence, run, "
      "raw_checksum, token_checksum, statements_done, statements_total, {}, duration_ms, "
      "applied_by, host, client_version, git_commit, release, environment, compat "
      "FROM {} WHERE project = {} ORDER BY sequence",
      language_.time("applied_at"), table("revision"), text(project_)));
  revision::AppliedRows rows;
  rows.reserve(result.rows.size());
  for (const db::Row& cells : result.rows) rows.push_back(row_of(cells));
  return rows;
}

std::vector<Brief> Ledger::read_briefly() {
  return reading([&] {
    check_format();
    db::Result result =
        connection_.run(fmt::format("SELECT id, state, raw_checksum FROM {} WHERE project = {}",
                                    table("revision"), text(project_)));
    std::vector<Brief> briefs;
    briefs.reserve(result.rows.size());
    for (db::Row& row : result.rows) {
      briefs.push_back({std::move(*row[0]), std::move(*row[1]), std::move(*row[2])});
    }
    return briefs;
  });
}

std::optional<Claim> Ledger::claim() {
  const db::Result result = connection_.run(fmt::format(
      "SELECT key, value FROM {} WHERE project = {} AND key IN ('claim', 'claim_protected')",
      table("meta"), text(project_)));
  std::optional<Claim> found;
  for (const db::Row& row : result.rows) {
    if (!found) found.emplace();
    if (*row[0] == "claim") found->environment = *row[1];
    if (*row[0] == "claim_protected") found->is_protected = *row[1] == "true";
  }
  return found;
}

std::optional<Holder> Ledger::holder() {
  return reading([&]() -> std::optional<Holder> {
    if (!exists()) return std::nullopt;
    const db::Result result =
        connection_.run(fmt::format("SELECT run, holder, pid, {} FROM {} WHERE project = {}",
                                    language_.time("since"), table("lock"), text(project_)));
    if (result.rows.empty()) return std::nullopt;
    const db::Row& row = result.rows.front();
    return Holder{*row[0], *row[1], number(row[2]), row[3].value_or("")};
  });
}

std::optional<std::string> Ledger::down_script(const std::string& id) {
  const db::Result result =
      connection_.run(fmt::format("SELECT down_sql FROM {} WHERE project = {} AND id = {}",
                                  table("revision"), text(project_), text(id)));
  return result.rows.empty() ? std::nullopt : result.rows.front().front();
}

std::set<std::string> Ledger::reverted() {
  return reading([&] {
    std::set<std::string> ids;
    const db::Result result = connection_.run(
        fmt::format("SELECT DISTINCT revision FROM {} WHERE project = {} AND outcome = 'reverted'",
                    table("event"), text(project_)));
    for (const db::Row& row : result.rows) ids.insert(*row.front());
    return ids;
  });
}

std::vector<Event> Ledger::events(std::size_t limit) {
  return reading([&] {
    const db::Result result = connection_.run(fmt::format(
        "SELECT {}, run, command, revision, direction, outcome, error, sqlstate, statement, "
        "duration_ms, actor, host, client_version, git_commit, environment FROM {} "
        "WHERE project = {} ORDER BY number DESC LIMIT {}",
        language_.time("at"), table("event"), text(project_), limit));
    std::vector<Event> events;
    for (const db::Row& row : result.rows) {
      Event event;
      event.at = row[0].value_or("");
      event.runner.run = *row[1];
      event.runner.command = *row[2];
      event.revision = *row[3];
      event.direction = *row[4];
      event.outcome = *row[5];
      event.error = *row[6];
      event.sqlstate = *row[7];
      event.statement = static_cast<std::size_t>(number(row[8]));
      event.duration_ms = number(row[9]);
      event.runner.actor = *row[10];
      event.runner.host = *row[11];
      event.runner.client_version = *row[12];
      event.runner.git_commit = *row[13];
      event.runner.environment = *row[14];
      events.push_back(std::move(event));
    }
    return events;
  });
}

void Ledger::bootstrap() {
  try {
    if (!exists()) {
      if (const std::string place = language_.place(connection_, names_); !place.empty()) {
        connection_.run(place);
      }
      connection_.run(with_names(schema_files().at(language_.schema_file),
                                 [this](std::string_view name) { return table(name); }));
      connection_.run(
          fmt::format("INSERT INTO {} (project, key, value) VALUES ('', 'format', '{}')",
                      table("meta"), kFormat));
    } else {
      check_format();
    }
    connection_.run(fmt::format(
        "INSERT INTO {0} (project, token, sequence, run, holder, pid) SELECT {1}, 0, 0, '', '', 0 "
        "WHERE NOT EXISTS (SELECT 1 FROM {0} WHERE project = {1})",
        table("lock"), text(project_)));
  } catch (const db::ServerError& error) {
    if (!language_.denied(error)) throw;
    throw with_note(
        Error(code::kLedgerUnwritable, fmt::format("{} may not write the ledger ({})",
                                                   actor_of(connection_), table("revision"))),
        error.first().message);
  }
}

Basis Ledger::take(const Runner& runner) {
  const db::Result result = connection_.run(
      fmt::format("UPDATE {} SET token = token + 1, run = {}, holder = {}, pid = {}, since = {} "
                  "WHERE project = {} RETURNING token, sequence",
                  table("lock"), text(runner.run),
                  text(fmt::format("{} by {}@{}", runner.command, runner.actor, runner.host)),
                  runner.pid, language_.now, text(project_)));
  if (result.rows.size() != 1) {
    throw Error(code::kLedgerUnwritable,
                fmt::format("the row of project '{}' in {} is gone", project_, table("lock")));
  }
  return {number(result.rows[0][0]), number(result.rows[0][1])};
}

std::string Ledger::guard(const Basis& basis) const {
  if (prepared_) return fmt::format("EXECUTE dunlin_guard({}, {})", basis.token, basis.sequence);
  return guard_of(std::to_string(basis.token), std::to_string(basis.sequence));
}

std::string Ledger::guard_of(const std::string& token, const std::string& sequence) const {
  return fmt::format(
      "UPDATE {} SET sequence = CASE WHEN token = {} AND sequence = {} THEN {} + 1 END "
      "WHERE project = {}",
      table("lock"), token, sequence, sequence, text(project_));
}

// No row of the lock table with our token and sequence: NULL, which its column refuses.
std::string Ledger::fence(const std::string& token, const std::string& sequence) const {
  return fmt::format("(SELECT token FROM {} WHERE project = {} AND token = {} AND sequence = {})",
                     table("lock"), text(project_), token, sequence);
}

std::string Ledger::fence(const Basis& basis) const {
  return fence(std::to_string(basis.token), std::to_string(basis.sequence + 1));
}

// The runner's words stand in the text itself: a parameter costs the server more than the column
// it is for, and these are the same for every revision of a run.
std::string Ledger::preparation(const Runner& runner) const {
  const std::string elapsed = milliseconds(std::nullopt);
  Cells event = cells_of(connection_, event_of({}, runner), elapsed);
  Cells row = cells_of(connection_, row_by(runner), "$2", elapsed);
  std::string types = "bigint, bigint";
  std::size_t parameters = 2;
  for (const Cell& cell : varying_cells(connection_, Applied{})) {
    types += fmt::format(", {}", cell.type);
    const std::string parameter = fmt::format("${}", ++parameters);
    set(row, cell.column, parameter);
    if (cell.column == "id") set(event, "revision", parameter);
    if (cell.column == "statements_total") set(row, "statements_done", parameter);
  }
  set(row, "duration_ms", "duration_ms");
  return fmt::format(
      "PREPARE dunlin_applied({}) AS WITH noted AS ("
      "INSERT INTO {} (project, fence, {}) VALUES ({}, {}, {}) RETURNING fence, duration_ms) "
      "INSERT INTO {} (project, fence, {}) SELECT {}, fence, {} FROM noted",
      types, table("event"), columns_of(event), text(project_), fence("$1", "$2"), values_of(event),
      table("revision"), columns_of(row), text(project_), values_of(row));
}

void Ledger::prepare(const Runner& runner) {
  if (!language_.prepares || prepared_ == runner) return;
  // What an earlier call prepared may still be there.
  connection_.run(
      joined({"DEALLOCATE ALL", "PREPARE dunlin_guard(bigint, bigint) AS " + guard_of("$1", "$2"),
              preparation(runner)}));
  prepared_ = runner;
}

Statements Ledger::applied(const Applied& row, const Runner& runner, const Basis& basis,
                           std::optional<std::int64_t> elapsed) const {
  if (elapsed || prepared_ != runner || !plainly_applied(row, runner)) {
    return {record(row, basis, elapsed), note(event_of(row.id, runner), basis, elapsed)};
  }
  return {fmt::format("EXECUTE dunlin_applied({}, {}, {})", basis.token, basis.sequence + 1,
                      values_of(varying_cells(connection_, row)))};
}

std::string Ledger::record(const Applied& row, const Basis& basis,
                           std::optional<std::int64_t> elapsed) const {
  const std::int64_t sequence = row.sequence > 0 ? row.sequence : after(basis).sequence;
  return insertion(table("revision"), text(project_), fence(basis),
                   cells_of(connection_, row, std::to_string(sequence), milliseconds(elapsed)));
}

std::string Ledger::note(const Event& event, const Basis& basis,
                         std::optional<std::int64_t> elapsed) const {
  return insertion(table("event"), text(project_), fence(basis),
                   cells_of(connection_, event, milliseconds(elapsed)));
}

std::string Ledger::erase(const std::string& id) const {
  return fmt::format("DELETE FROM {} WHERE project = {} AND id = {}", table("revision"),
                     text(project_), text(id));
}

std::string Ledger::accept(const std::string& id, std::string_view raw,
                           std::string_view token) const {
  return fmt::format(
      "UPDATE {} SET raw_checksum = {}, token_checksum = {} WHERE project = {} AND id = {}",
      table("revision"), text(raw), text(token), text(project_), text(id));
}

std::string Ledger::forget_claim() const {
  return fmt::format("DELETE FROM {} WHERE project = {} AND key IN ('claim', 'claim_protected')",
                     table("meta"), text(project_));
}

Statements Ledger::set_claim(const Claim& claim) const {
  return {forget_claim(),
          fmt::format("INSERT INTO {0} (project, key, value) VALUES ({1}, 'claim', {2}), "
                      "({1}, 'claim_protected', '{3}')",
                      table("meta"), text(project_), text(claim.environment), claim.is_protected)};
}

std::string Ledger::forget_journal(const std::string& id) const {
  return fmt::format("DELETE FROM {} WHERE project = {} AND revision = {}", table("journal"),
                     text(project_), text(id));
}

Statements Ledger::journal(const std::string& id, revision::Direction direction,
                           std::size_t statement, std::string_view state, std::string_view checksum,
                           const Runner& runner, const Basis& basis, std::string_view error) const {
  return {fmt::format("DELETE FROM {} WHERE project = {} AND revision = {} AND direction = '{}' "
                      "AND statement = {}",
                      table("journal"), text(project_), text(id), revision::name_of(direction),
                      statement),
          fmt::format("INSERT INTO {} (project, revision, direction, statement, state, checksum, "
                      "run, fence, pid, error) VALUES ({}, {}, '{}', {}, '{}', {}, {}, {}, {}, {})",
                      table("journal"), text(project_), text(id), revision::name_of(direction),
                      statement, state, text(checksum), text(runner.run), fence(basis),
                      connection_.server().session, text(redacted(error)))};
}

}  // namespace dunlin::ledger
