#include "db/postgres/errors.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace dunlin::db::postgres {
namespace {

constexpr std::string_view kQueryCanceled = "57014";

std::string field(const PGresult* result, int code) {
  const char* value = PQresultErrorField(result, code);
  return value != nullptr ? value : "";
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_sqlstate(std::string_view text) {
  return text.size() == 5 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return std::isdigit(c) || std::isupper(c);
         });
}

/// `…ERROR:  42501: permission denied`: what precedes the severity is libpq's, about the host.
bool read_head(std::string_view line, Report& report) {
  for (std::size_t colon = line.find(":  "); colon != std::string_view::npos;
       colon = line.find(":  ", colon + 1)) {
    const std::string_view rest = line.substr(colon + 3);
    if (rest.size() < 7 || !is_sqlstate(rest.substr(0, 5)) || rest.substr(5, 2) != ": ") continue;
    const std::size_t before = line.rfind(' ', colon);
    const std::size_t word = before == std::string_view::npos ? 0 : before + 1;
    report = Report();
    report.severity = line.substr(word, colon - word);
    report.sqlstate = rest.substr(0, 5);
    report.message = rest.substr(7);
    return true;
  }
  return false;
}

/// The field that a labelled line begins; the line loses the label. Nothing: it goes on.
std::optional<std::string*> labelled(std::string_view& line, Report& report, std::string& dropped) {
  const std::array<std::pair<std::string_view, std::string*>, 11> labels = {{
      {"DETAIL:  ", &report.detail},
      {"HINT:  ", &report.hint},
      {"QUERY:  ", &report.internal_query},
      {"CONTEXT:  ", &report.context},
      {"SCHEMA NAME:  ", &report.schema},
      {"TABLE NAME:  ", &report.table},
      {"COLUMN NAME:  ", &report.column},
      {"DATATYPE NAME:  ", &dropped},
      {"CONSTRAINT NAME:  ", &report.constraint},
      {"LOCATION:  ", &dropped},
      {"LINE ", &dropped},
  }};
  for (const auto& [label, text] : labels) {
    if (!line.starts_with(label)) continue;
    line.remove_prefix(label.size());
    return text;
  }
  return std::nullopt;
}

Diagnostic diagnostic_of(const Report& report) {
  Diagnostic diagnostic;
  diagnostic.code = code::kServerError;
  diagnostic.message = report.message;
  diagnostic.sqlstate = report.sqlstate;
  diagnostic.detail = report.detail;
  diagnostic.hint = report.hint;
  if (!report.internal_query.empty()) diagnostic.notes.push_back("ran: " + report.internal_query);
  if (!report.context.empty()) diagnostic.notes.push_back("in: " + report.context);
  return diagnostic;
}

template <class E>
[[noreturn]] void throw_as(const Report& report, std::string_view sql, std::size_t completed) {
  E error(diagnostic_of(report));
  error.sqlstate = report.sqlstate;
  if (report.position) error.offset = byte_of_character(sql, *report.position - 1);
  error.completed = completed;
  error.context = report.context;
  error.schema = report.schema;
  error.table = report.table;
  error.column = report.column;
  error.constraint = report.constraint;
  throw error;
}

}  // namespace

Report report_of(const PGresult* result) {
  Report report;
  report.severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  report.sqlstate = field(result, PG_DIAG_SQLSTATE);
  report.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  report.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  report.hint = field(result, PG_DIAG_MESSAGE_HINT);
  report.context = field(result, PG_DIAG_CONTEXT);
  report.schema = field(result, PG_DIAG_SCHEMA_NAME);
  report.table = field(result, PG_DIAG_TABLE_NAME);
  report.column = field(result, PG_DIAG_COLUMN_NAME);
  report.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
  report.internal_query = field(result, PG_DIAG_INTERNAL_QUERY);
  report.position = number(field(result, PG_DIAG_STATEMENT_POSITION));
  // An error of libpq itself has no fields.
  if (report.message.empty()) report.message = trimmed(PQresultErrorMessage(result));
  return report;
}

Report report_of_text(std::string_view verbose) {
  Report report;
  std::string dropped;
  std::string* current = &report.message;
  for (const std::string& whole : split(trimmed(verbose), '\n')) {
    std::string_view line = whole;
    if (read_head(line, report)) {
      current = &report.message;
      continue;
    }
    if (!report.sqlstate.empty()) {
      if (const auto begun = labelled(line, report, dropped)) {
        current = *begun;
        current->clear();
      }
    }
    if (!current->empty()) *current += '\n';
    *current += line;
  }
  return report;
}

Notice notice_of(const Report& report) {
  return {report.severity, report.sqlstate, report.message, report.detail, report.hint};
}

void throw_refused(const Report& report, std::string_view sql, std::size_t completed) {
  if (report.sqlstate == kQueryCanceled) throw_as<Cancelled>(report, sql, completed);
  throw_as<ServerError>(report, sql, completed);
}

ConnectionLost lost(const Report& report) {
  Diagnostic diagnostic = diagnostic_of(report);
  diagnostic.code = code::kConnectionLost;
  const std::string reason(trimmed(report.message));
  diagnostic.message = "connection lost: " + (reason.empty() ? "the server hung up" : reason);
  // connection_failure, for what only libpq noticed.
  if (diagnostic.sqlstate.empty()) diagnostic.sqlstate = "08006";
  return ConnectionLost(std::move(diagnostic));
}

}  // namespace dunlin::db::postgres
