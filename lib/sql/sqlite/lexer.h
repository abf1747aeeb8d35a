#pragma once

#include <cstddef>
#include <string_view>

#include "sql/lexing.h"

namespace dunlin::sql::sqlite {

/// Tokens of SQLite's SQL, by the rules of its tokenize.c.
///
/// Between two tokens there is nothing but comments, white space and byte order marks. Comments
/// do not nest, and the last one may stay open.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  /// Advances; never finds a command. After Found::open and Found::end it stays at the end.
  Found next();

  /// What next() found.
  const Token& token() const { return token_; }

  /// Strings go on nowhere in SQLite.
  static constexpr bool continues() { return false; }

  /// The first byte that was not read yet.
  std::size_t offset() const { return at_; }

  /// Goes on reading at `offset`, as if it began a text.
  void seek(std::size_t offset);

 private:
  void skip_gap();
  Found take(TokenKind kind, std::size_t end);
  Found quoted(TokenKind kind, std::size_t prefix);
  Found number();
  Found parameter();
  Found symbol();

  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Token token_;
};

}  // namespace dunlin::sql::sqlite
