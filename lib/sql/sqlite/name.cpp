#include "sql/sqlite/name.h"

#include <algorithm>
#include <array>

#include "sql/characters.h"
#include "sql/lexing.h"

namespace dunlin::sql::sqlite {

namespace {

// The keywords that do not fall back to a name in SQLite's parse.y, but for the names of joins,
// which may be names of tables and columns.
constexpr auto kReserved = std::to_array<std::string_view>({
    "add",       "all",        "alter",       "and",     "as",       "autoincrement",
    "between",   "case",       "check",       "collate", "commit",   "constraint",
    "create",    "default",    "deferrable",  "delete",  "distinct", "drop",
    "else",      "escape",     "except",      "exists",  "foreign",  "from",
    "group",     "having",     "in",          "index",   "insert",   "into",
    "intersect", "is",         "isnull",      "join",    "limit",    "not",
    "nothing",   "notnull",    "null",        "on",      "or",       "order",
    "primary",   "references", "returning",   "select",  "set",      "table",
    "then",      "to",         "transaction", "union",   "unique",   "update",
    "using",     "values",     "when",        "where",
});

constexpr Bytes kPlainStart = Bytes("_").with('a', 'z').with('\x80', '\xFF');
constexpr Bytes kPlain = kPlainStart.with('0', '9').with('$', '$');

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

std::string folded(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string unquoted(const Token& token) {
  const std::string_view text = token.text;
  const bool quotes = token.kind == TokenKind::quoted ||
                      (token.kind == TokenKind::string && text.starts_with('\''));
  if (!quotes || text.size() < 2) return std::string(text);
  const char close = text.back();
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    out += text[at];
    if (text[at] == close) ++at;
  }
  return out;
}

bool is_reserved(std::string_view word) {
  return std::any_of(kReserved.begin(), kReserved.end(),
                     [&](std::string_view reserved) { return same_word(word, reserved); });
}

bool can_name(const Token& token) {
  switch (token.kind) {
    case TokenKind::word:
      return !is_reserved(token.text);
    case TokenKind::quoted:
      return true;
    case TokenKind::string:
      return token.text.starts_with('\'');
    default:
      return false;
  }
}

std::string name_in(const Token& token) { return folded(unquoted(token)); }

std::string spelled(std::string_view name) {
  const bool plain = !name.empty() && kPlainStart(name.front()) &&
                     kPlain.skip(name, 0) == name.size() && !is_reserved(name);
  if (plain) return std::string(name);
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += c;
    out += c;
  }
  return out + '"';
}

}  // namespace dunlin::sql::sqlite
