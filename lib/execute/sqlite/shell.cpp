#include "execute/sqlite/shell.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/text.h"
#include "db/quoting.h"
#include "sql/sqlite/reader.h"

namespace dunlin::execute::sqlite {

namespace {

using sql::Token;
using sql::TokenKind;
using Tokens = std::vector<Token>;

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::word && lower(token.text) == word;
}

bool is_symbol(const Token& token, std::string_view symbol) {
  return token.kind == TokenKind::symbol && token.text == symbol;
}

bool is_first_on_its_line(std::string_view text, const Token& token) {
  const std::size_t line = text.rfind('\n', token.begin) + 1;  // npos + 1: the first one
  return trimmed(text.substr(line, token.begin - line)).empty();
}

// The end of the list of items that begins at `at`, at its closing parenthesis or FROM; and how
// many commas are in it. Nothing: an item is `*`.
std::optional<std::size_t> items(const Tokens& tokens, std::size_t at) {
  std::size_t count = 1;
  int depth = 0;
  for (std::size_t i = at; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (is_symbol(token, "(")) ++depth;
    if (is_symbol(token, ")") && --depth < 0) break;
    if (depth > 0) continue;
    if (is_symbol(token, ",")) ++count;
    static constexpr std::string_view kEnds[] = {"from",   "where", "group",  "order",
                                                 "limit",  "union", "except", "intersect",
                                                 "having", "window"};
    const bool ends =
        token.kind == TokenKind::word &&
        std::find(std::begin(kEnds), std::end(kEnds), lower(token.text)) != std::end(kEnds);
    if (ends) break;
    const bool item_begins = i == at || is_symbol(tokens[i - 1], ",") ||
                             is_symbol(tokens[i - 1], ".") || is_word(tokens[i - 1], "distinct") ||
                             is_word(tokens[i - 1], "all");
    if (is_symbol(token, "*") && item_begins) return std::nullopt;
  }
  return count;
}

}  // namespace

std::string shielded(std::string_view statement) {
  std::string out;
  std::size_t done = 0;
  for (const Token& token : sql::sqlite::reader().tokens(statement)) {
    const bool ends = is_symbol(token, "/") || is_word(token, "go");
    if (!ends || !is_first_on_its_line(statement, token)) continue;
    out.append(statement, done, token.begin - done).append("/**/ ");
    done = token.begin;
  }
  return out.append(statement, done);
}

std::optional<std::size_t> columns_of_query(std::string_view query) {
  const Tokens tokens = sql::sqlite::reader().tokens(query);
  if (tokens.empty()) return std::nullopt;
  if (is_word(tokens[0], "values")) {
    return tokens.size() > 2 && is_symbol(tokens[1], "(") ? items(tokens, 2) : std::nullopt;
  }
  if (!is_word(tokens[0], "select") && !is_word(tokens[0], "with")) return std::nullopt;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_symbol(tokens[i], "(")) ++depth;
    if (is_symbol(tokens[i], ")")) --depth;
    if (depth != 0 || !is_word(tokens[i], "select")) continue;
    return items(tokens, i + 1);
  }
  return std::nullopt;
}

std::string check(const std::string& message, const std::string& expression) {
  return fmt::format(
      "CREATE TEMP TABLE dunlin_check (ok CONSTRAINT {} CHECK (ok IS 1));\n"
      "INSERT INTO temp.dunlin_check SELECT CASE WHEN {} THEN 1 ELSE 0 END;\n"
      "DROP TABLE temp.dunlin_check;\n",
      db::StandardQuoting().quoted_name(message), expression);
}

}  // namespace dunlin::execute::sqlite
