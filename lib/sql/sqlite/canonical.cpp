#include "sql/sqlite/canonical.h"

#include <algorithm>

#include "sql/sqlite/lexer.h"
#include "sql/sqlite/name.h"

namespace dunlin::sql::sqlite {

namespace {

std::string spelled_name(const Token& token) {
  const std::string name = unquoted(token);
  const bool may_be_text = token.text.starts_with('"') && name != folded(name);
  return may_be_text ? std::string(token.text) : spelled(folded(name));
}

std::string spelled_token(const Token& token) {
  switch (token.kind) {
    case TokenKind::word:
    case TokenKind::number:
      return folded(token.text);
    case TokenKind::quoted:
      return spelled_name(token);
    case TokenKind::string:
      return token.text.starts_with('\'') ? std::string(token.text) : folded(token.text);
    case TokenKind::symbol:
      if (token.text == "==") return "=";
      if (token.text == "!=") return "<>";
      return std::string(token.text);
    default:
      return std::string(token.text);
  }
}

/// Puts blanks between tokens, as one would by hand.
class Line {
 public:
  void add(const Token& token) {
    if (!out_.empty() && apart(token)) out_ += ' ';
    // A sign where no operand ends belongs to what follows.
    sign_ = token.kind == TokenKind::symbol && (token.text == "-" || token.text == "+") &&
            !ends_operand();
    last_ = token;
    out_ += spelled_token(token);
  }

  std::string take() { return std::move(out_); }

 private:
  bool apart(const Token& next) const {
    if (is_symbol(last_, "(") || is_symbol(last_, ".")) return false;
    if (is_symbol(next, ")") || is_symbol(next, ",") || is_symbol(next, ".")) return false;
    if (next.kind == TokenKind::semicolon) return false;
    if (is_symbol(next, "(")) return !can_name(last_);
    return !(sign_ && next.kind != TokenKind::symbol);
  }

  bool ends_operand() const {
    if (out_.empty()) return false;
    if (last_.kind == TokenKind::symbol) return last_.text == ")";
    return last_.kind != TokenKind::word || !is_reserved(last_.text);
  }

  std::string out_;
  Token last_;
  bool sign_ = false;
};

}  // namespace

std::string canonical(std::string_view text) {
  Line line;
  Lexer lexer(text);
  while (lexer.next() == Found::token) line.add(lexer.token());
  return line.take();
}

}  // namespace dunlin::sql::sqlite
