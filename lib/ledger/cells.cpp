#include "ledger/cells.h"

#include <fmt/format.h>

#include "base/redact.h"
#include "base/text.h"

namespace dunlin::ledger {

using revision::Applied;

std::string lines(const std::vector<std::string>& ids) { return dunlin::joined(ids, "\n"); }

Cells varying_cells(const db::Quoting& quoting, const Applied& row) {
  const auto text = [&](std::string_view value) { return quoting.quoted(value); };
  return {{"id", "text", text(row.id)},
          {"slug", "text", text(row.slug)},
          {"message", "text", text(row.message)},
          {"parents", "text", text(lines(row.parents))},
          {"depends_on", "text", text(lines(row.depends_on))},
          {"raw_checksum", "text", text(row.raw_checksum)},
          {"token_checksum", "text", text(row.token_checksum)},
          {"statements_total", "bigint", std::to_string(row.statements_total)},
          {"compat", "boolean", row.compat ? (*row.compat ? "TRUE" : "FALSE") : "NULL"},
          {"down_sql", "text", row.down ? text(*row.down) : "NULL"}};
}

Cells cells_of(const db::Quoting& quoting, const Applied& row, const std::string& sequence,
               const std::string& elapsed) {
  const auto text = [&](std::string_view value) { return quoting.quoted(value); };
  Cells cells = varying_cells(quoting, row);
  const Cells rest = {{"state", "text", text(revision::name_of(row.state))},
                      {"direction", "text", text(revision::name_of(row.direction))},
                      {"origin", "text", text(revision::name_of(row.origin))},
                      {"sequence", "bigint", sequence},
                      {"run", "text", text(row.run)},
                      {"statements_done", "bigint", std::to_string(row.statements_done)},
                      {"duration_ms", "bigint", elapsed},
                      {"applied_by", "text", text(row.applied_by)},
                      {"host", "text", text(row.host)},
                      {"client_version", "text", text(row.client_version)},
                      {"git_commit", "text", text(row.git_commit)},
                      {"release", "text", text(row.release)},
                      {"environment", "text", text(row.environment)}};
  cells.insert(cells.end(), rest.begin(), rest.end());
  return cells;
}

Cells cells_of(const db::Quoting& quoting, const Event& event, const std::string& elapsed) {
  const auto text = [&](std::string_view value) { return quoting.quoted(value); };
  const Runner& runner = event.runner;
  return {{"run", "text", text(runner.run)},
          {"command", "text", text(runner.command)},
          {"revision", "text", text(event.revision)},
          {"direction", "text", text(event.direction)},
          {"outcome", "text", text(event.outcome)},
          {"error", "text", text(redacted(event.error))},
          {"sqlstate", "text", text(event.sqlstate)},
          {"statement", "bigint", std::to_string(event.statement)},
          {"duration_ms", "bigint", elapsed},
          {"actor", "text", text(runner.actor)},
          {"host", "text", text(runner.host)},
          {"client_version", "text", text(runner.client_version)},
          {"git_commit", "text", text(runner.git_commit)},
          {"environment", "text", text(runner.environment)}};
}

std::string columns_of(const Cells& cells) {
  std::string columns;
  for (const Cell& cell : cells) columns.append(columns.empty() ? "" : ", ").append(cell.column);
  return columns;
}

std::string values_of(const Cells& cells) {
  std::string values;
  for (const Cell& cell : cells) values.append(values.empty() ? "" : ", ").append(cell.value);
  return values;
}

void set(Cells& cells, std::string_view column, std::string_view expression) {
  for (Cell& cell : cells) {
    if (cell.column == column) cell.value = expression;
  }
}

std::string insertion(const std::string& table, const std::string& project,
                      const std::string& fence, const Cells& cells) {
  return fmt::format("INSERT INTO {} (project, fence, {}) VALUES ({}, {}, {})", table,
                     columns_of(cells), project, fence, values_of(cells));
}

}  // namespace dunlin::ledger
