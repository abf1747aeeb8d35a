#include "inspect/postgres/examiner.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "inspect/postgres/passing.h"
#include "inspect/rows.h"

namespace dunlin::inspect::postgres {

// Compiled in.
const std::map<std::string_view, std::string_view>& program_files();

namespace {

using catalog::Answer;
using catalog::Check;
using sql::Element;
using sql::ElementKind;

std::string_view word_of(ElementKind kind) {
  switch (kind) {
    case ElementKind::type:
      return "type";
    case ElementKind::column:
      return "column";
    case ElementKind::schema:
      return "schema";
    case ElementKind::database:
      return "database";
    default:
      return "relation";
  }
}

ElementKind kind_of(std::string_view word) {
  if (word == "policy") return ElementKind::policy;
  if (word == "trigger") return ElementKind::trigger;
  if (word == "constraint") return ElementKind::constraint;
  if (word == "column") return ElementKind::column;
  return ElementKind::relation;
}

bool is_about_users(const Check& check) {
  return check.kind == Check::Kind::unused || check.kind == Check::Kind::unexpressed;
}

bool is_asked(const Check& check, bool users) {
  return !check.is_about_rows() && is_about_users(check) == users;
}

// `asked (n, kind, what, schema, name, part)`, or nothing where none is of the sort.
std::optional<std::string> asked(const db::Connection& connection, const std::vector<Check>& checks,
                                 bool users) {
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const auto& [kind, element, columns] = checks[i];
    if (!is_asked(checks[i], users)) continue;
    rows.push_back(fmt::format("({}, '{}', '{}', {}, {}, {})", i, name_of(kind),
                               word_of(element.kind), connection.quoted(element.schema.str()),
                               connection.quoted(element.name.str()),
                               connection.quoted(element.part.str())));
  }
  if (rows.empty()) return std::nullopt;
  return fmt::format("{}WITH asked (n, kind, what, schema, name, part) AS (VALUES {})",
                     kPrepareReading, fmt::join(rows, ", "));
}

std::size_t number_in(const db::Row& row) {
  std::size_t number = 0;
  const std::string& text = row.at(0).value();
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The rows of one of the programs, or none where the server refuses it: then nothing is known.
std::vector<db::Row> rows_of(db::Connection& connection, const std::vector<Check>& checks,
                             bool users, std::vector<Answer>& answers) {
  const auto question = asked(connection, checks, users);
  if (!question) return {};
  const std::string_view program = program_files().at(users ? "users" : "rights");
  try {
    return run_in_passing(connection, *question + std::string(program)).rows;
  } catch (const db::Cancelled&) {
    throw;
  } catch (const db::ServerError& error) {
    for (std::size_t i = 0; i < checks.size(); ++i) {
      if (is_asked(checks[i], users)) answers[i] = {false, 0, error.first().message, {}};
    }
    return {};
  }
}

void ask_for_rights(db::Connection& connection, const std::vector<Check>& checks,
                    std::vector<Answer>& answers) {
  for (const db::Row& row : rows_of(connection, checks, false, answers)) {
    answers.at(number_in(row)).why = row.at(1).value();
  }
}

void ask_for_users(db::Connection& connection, const std::vector<Check>& checks,
                   std::vector<Answer>& answers) {
  for (const db::Row& row : rows_of(connection, checks, true, answers)) {
    answers.at(number_in(row))
        .users.push_back(
            {kind_of(row.at(1).value()), row.at(2).value(), row.at(3).value(), row.at(4).value()});
  }
}

constexpr std::chrono::milliseconds kPatience{2000};

Answer count(db::Connection& connection, const Check& check) {
  const auto begin = std::chrono::steady_clock::now();
  try {
    return counted(
        run_in_passing(connection, fmt::format("SET LOCAL statement_timeout = {}; {}",
                                               kPatience.count(), count_of(connection, check))));
  } catch (const db::ServerError& error) {
    // Too many rows, a lock in the way, no right to read. A timeout looks like a cancel.
    const bool in_time = std::chrono::steady_clock::now() - begin < kPatience;
    if (in_time && dynamic_cast<const db::Cancelled*>(&error) != nullptr) throw;
    Answer unknown;
    unknown.known = false;
    unknown.why = error.first().message;
    return unknown;
  }
}

class PostgresExaminer final : public Examiner {
 public:
  std::vector<Answer> examine(db::Connection& connection,
                              const std::vector<Check>& checks) const override {
    std::vector<Answer> answers(checks.size());
    ask_for_rights(connection, checks, answers);
    ask_for_users(connection, checks, answers);
    for (std::size_t i = 0; i < checks.size(); ++i) {
      if (checks[i].is_about_rows()) answers[i] = count(connection, checks[i]);
    }
    return answers;
  }
};

}  // namespace

const Examiner& examiner() {
  static const PostgresExaminer kExaminer;
  return kExaminer;
}

}  // namespace dunlin::inspect::postgres
