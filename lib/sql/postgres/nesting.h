#pragma once

#include <cstddef>
#include <cstdint>

#include "sql/lexing.h"

namespace dunlin::sql::postgres {

/// Follows one statement token by token and knows whether a semicolon would end it.
class Nesting {
 public:
  /// The next token of the statement, semicolons inside it included.
  void take(const Token& token);

  /// Whether a semicolon here ends the statement.
  bool closed() const { return parentheses_ == 0 && blocks_ == 0; }

  /// Whether this is COPY … FROM STDIN, so that rows follow.
  bool wants_data() const { return kind_ == Kind::copy_stdin; }

  /// The outermost parenthesis or BEGIN that is still open. Precondition: not closed().
  const Token& opener() const { return blocks_ > 0 ? block_opener_ : parenthesis_opener_; }

 private:
  enum class Kind : std::uint8_t {
    unknown,  // nothing read yet
    create,
    create_or,
    create_or_replace,
    routine,  // CREATE FUNCTION or PROCEDURE: may hold BEGIN ATOMIC
    copy,
    copy_from,
    copy_stdin,
    other,
  };
  enum class Last : std::uint8_t { other, begin, atomic, semicolon };

  void classify(const Token& token);
  void follow_block(const Token& token);

  Kind kind_ = Kind::unknown;
  Last last_ = Last::other;
  std::size_t parentheses_ = 0;
  std::size_t blocks_ = 0;
  Token parenthesis_opener_;
  Token begin_;
  Token block_opener_;
};

}  // namespace dunlin::sql::postgres
