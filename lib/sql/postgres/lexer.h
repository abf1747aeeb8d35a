#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sql/lexing.h"

namespace dunlin::sql::postgres {

/// Tokens of PostgreSQL's SQL, by the rules of the server's scan.l with
/// standard_conforming_strings on.
///
/// Between two tokens there is nothing but comments, white space and byte order marks. A string
/// that goes on behind a line break comes piece by piece, each with its own quotes.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  /// Advances. After Found::open and Found::end it stays at the end.
  Found next();

  /// What next() found.
  const Token& token() const { return token_; }

  /// Whether the token carries on the string before it.
  bool continues() const { return continues_; }

  /// The first byte that was not read yet.
  std::size_t offset() const { return at_; }

  /// Goes on reading at `offset`, as if it began a text.
  void seek(std::size_t offset);

 private:
  enum class Quoting : std::uint8_t { none, standard, escapes, bits };
  enum class Gap : std::uint8_t { open, line_break, other };

  Gap skip_gap();
  bool skip_comment();
  Found take(TokenKind kind, std::size_t end);
  Found string(std::size_t prefix, Quoting quoting);
  Found quoted_name(std::size_t prefix);
  Found dollar();
  Found word_or_prefix();
  Found number();
  Found symbol();
  Found operators();
  Found command();
  Found open(std::size_t opener);

  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Token token_;
  Quoting quoting_ = Quoting::none;  // of the token before, when it was a string
  bool continues_ = false;
};

}  // namespace dunlin::sql::postgres
