#include "sql/postgres/leading.h"

#include <set>
#include <string>

#include "sql/phrase.h"
#include "sql/postgres/lexer.h"
#include "sql/postgres/spelling.h"

namespace dunlin::sql::postgres {

namespace {

using Words = Phrase<Lexer>;

// Shorter ones are parsed, which tells more.
constexpr std::size_t kLong = std::size_t{16} * 1024;
// A tree takes fifty times the memory of its text.
constexpr std::size_t kTooLong = std::size_t{1024} * 1024;
// Labels of an enum are few; what is found beyond this is data.
constexpr std::size_t kMostWords = 4096;

std::optional<std::string> take_name(Words& words) {
  if (words.done()) return std::nullopt;
  const Token& token = words.token();
  if (token.kind != TokenKind::word && token.kind != TokenKind::quoted) return std::nullopt;
  if (token.kind == TokenKind::quoted && !token.text.starts_with('"')) return std::nullopt;
  const std::vector<std::string> parts = name_in_string(token.text);
  if (parts.size() != 1) return std::nullopt;
  words.step();
  return parts.front();
}

bool take_table(Words& words, Element& table) {
  auto name = take_name(words);
  while (name && words.eat_symbol(".")) {
    table.schema = *name;
    name = take_name(words);
  }
  if (name) table.name = *name;
  return name.has_value();
}

bool take_columns(Words& words, const Element& table, Action& action) {
  if (!words.eat_symbol("(")) return true;
  do {
    const auto name = take_name(words);
    if (!name) return false;
    action.effects.push_back(
        {Access::change, {ElementKind::column, table.schema, table.name, *name}});
  } while (words.eat_symbol(","));
  return words.eat_symbol(")");
}

// What one string literal says, if it needs no more than its quotes taken off.
std::string_view plain(std::string_view literal) {
  return literal.size() > 2 && literal.size() <= 65 && literal.starts_with('\'')
             ? literal.substr(1, literal.size() - 2)
             : std::string_view();
}

// Whether the rows hold no query, of which there would be more to know.
bool take_rows(Words& words, std::set<std::string_view>& constants) {
  for (; !words.done(); words.step()) {
    const Token& token = words.token();
    if (words.at("select")) return false;
    if (token.kind != TokenKind::string || constants.size() >= kMostWords) continue;
    if (const std::string_view text = plain(token.text); !text.empty()) constants.insert(text);
  }
  return true;
}

}  // namespace

std::optional<Facts> leading_facts(std::string_view statement) {
  if (statement.size() < kLong) return std::nullopt;
  Words words(statement);
  if (!words.eat("insert", "into")) return std::nullopt;
  Facts facts;
  facts.opaque = true;
  Action& action = facts.actions.emplace_back();
  action.text = {0, statement.size()};
  action.claims.emplace_back(Once{});
  Element table{ElementKind::relation, {}, {}, {}};
  if (!take_table(words, table)) return std::nullopt;
  action.effects.push_back({Access::change, table});
  action.locks.push_back({LockMode::row_exclusive, table});
  if (!take_columns(words, table, action)) return std::nullopt;
  std::set<std::string_view> constants;
  const bool rows_only = words.eat("values") && take_rows(words, constants);
  if (!rows_only && statement.size() < kTooLong) return std::nullopt;
  facts.words.assign(constants.begin(), constants.end());
  return facts;
}

}  // namespace dunlin::sql::postgres
