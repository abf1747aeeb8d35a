#include "inspect/rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <vector>

namespace dunlin::inspect {

namespace {

using catalog::Check;

std::vector<std::string> quoted_columns(const db::Quoting& quoting, const Check& check,
                                        std::string_view suffix) {
  std::vector<std::string> columns;
  for (const std::string& column : check.columns) {
    columns.push_back(quoting.quoted_name(column) + std::string(suffix));
  }
  return columns;
}

}  // namespace

std::string count_of(const db::Quoting& quoting, const Check& check) {
  std::string rows =
      fmt::format("SELECT 1 AS found FROM {}.{}", quoting.quoted_name(check.element.schema.str()),
                  quoting.quoted_name(check.element.name.str()));
  if (check.kind == Check::Kind::no_null) {
    rows += fmt::format(" WHERE {}", fmt::join(quoted_columns(quoting, check, " IS NULL"), " OR "));
  } else if (check.kind == Check::Kind::distinct) {
    rows += fmt::format(" WHERE {} GROUP BY {} HAVING count(*) > 1",
                        fmt::join(quoted_columns(quoting, check, " IS NOT NULL"), " AND "),
                        fmt::join(quoted_columns(quoting, check, ""), ", "));
  }
  return fmt::format("SELECT count(*) FROM ({} LIMIT {}) AS counted", rows, catalog::Answer::kMany);
}

catalog::Answer counted(const db::Result& result) {
  catalog::Answer answer;
  const std::string text = result.rows.at(0).at(0).value_or("0");
  std::from_chars(text.data(), text.data() + text.size(), answer.count);
  return answer;
}

}  // namespace dunlin::inspect
