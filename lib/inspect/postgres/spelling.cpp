#include "inspect/postgres/spelling.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "inspect/postgres/names.h"
#include "sql/postgres/lexer.h"

namespace dunlin::inspect::postgres {

namespace {

using sql::ElementKind;
using sql::Token;
using sql::TokenKind;

/// What the server calls the temporary schema of the session, whichever it is.
constexpr std::string_view kAlias = "pg_temp";

/// What is said of copies because they are copies.
constexpr std::array<std::string_view, 4> kOfCopies = {"persistence", "owner", "acl", "tablespace"};

bool has_statements(ElementKind kind, std::string_view attribute) {
  if (attribute == "body") return true;
  return attribute == "definition" && (kind == ElementKind::rule || kind == ElementKind::relation);
}

/// Whether the values of this attribute are SQL, or names quoted as in SQL.
bool is_sql(ElementKind kind, std::string_view attribute) {
  static constexpr std::array<std::string_view, 5> kText = {"comment", "labels", "columns",
                                                            "include", "referenced_columns"};
  if (kind == ElementKind::function && attribute == "body") return false;
  return std::find(kText.begin(), kText.end(), attribute) == kText.end();
}

/// Whether the name at `at` is behind a word that is followed by a relation.
bool is_a_relation(const std::vector<Token>& tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 5> kWords = {"from", "into", "update", "join",
                                                             "only"};
  if (at == 0 || (at > 1 && sql::is_word(tokens[at - 2], "distinct"))) return false;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return sql::is_word(tokens[at - 1], word); });
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  sql::postgres::Lexer lexer(text);
  while (lexer.next() == sql::Found::token) tokens.push_back(lexer.token());
  return tokens;
}

}  // namespace

bool Spelling::is_place(std::string_view name) const { return name == place_ || name == kAlias; }

std::string Spelling::constant(std::string_view literal) const {
  // 'name'::regclass, with the quotes of a constant around those of a name.
  const std::string_view name = literal.substr(1, literal.size() - 2);
  const std::size_t dot = name.find('.');
  if (dot != std::string_view::npos && is_place(name.substr(0, dot))) {
    return fmt::format("'{}{}'", identifier(schema_), name.substr(dot));
  }
  if (!relations_.contains(unquoted(name))) return std::string(literal);
  return fmt::format("'{}.{}'", identifier(schema_), name);
}

std::string Spelling::value(std::string_view text, bool statement) const {
  const std::vector<Token> tokens = tokens_of(text);
  std::string mapped;
  std::size_t done = 0;
  const auto replace = [&](std::size_t begin, std::size_t end, std::string_view by) {
    mapped.append(text.substr(done, begin - done)).append(by);
    done = end;
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    const auto next = [&](std::size_t ahead, std::string_view symbol) {
      return at + ahead < tokens.size() && sql::is_symbol(tokens[at + ahead], symbol);
    };
    if (token.kind == TokenKind::word && is_place(token.text) && next(1, ".")) {
      replace(token.begin, token.end(), identifier(schema_));
    } else if (token.kind == TokenKind::string && next(1, "::") && at + 2 < tokens.size() &&
               sql::is_word(tokens[at + 2], "regclass")) {
      replace(token.begin, token.end(), constant(token.text));
    } else if (statement && is_a_relation(tokens, at) && !next(1, ".") && !next(1, "(") &&
               relations_.contains(unquoted(token.text))) {
      replace(token.begin, token.end(), fmt::format("{}.{}", identifier(schema_), token.text));
    }
  }
  return mapped.append(text.substr(done));
}

catalog::Object Spelling::original(const catalog::Object& copy) const {
  catalog::Object object{copy.element, {}};
  object.element.schema = schema_;
  for (const auto& [name, text] : copy.attributes) {
    if (std::find(kOfCopies.begin(), kOfCopies.end(), name) != kOfCopies.end()) continue;
    const ElementKind kind = copy.element.kind;
    object.attributes.emplace_back(
        name, is_sql(kind, name) ? value(text, has_statements(kind, name)) : text);
  }
  return object;
}

}  // namespace dunlin::inspect::postgres
