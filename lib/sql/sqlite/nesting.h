#pragma once

#include <cstdint>

#include "sql/lexing.h"

namespace dunlin::sql::sqlite {

/// Follows one statement token by token and knows whether a semicolon would end it. These are
/// the states of sqlite3_complete().
class Nesting {
 public:
  /// The next token of the statement, semicolons inside it included.
  void take(const Token& token);

  /// Whether a semicolon here ends the statement.
  bool closed() const { return state_ != State::trigger && state_ != State::semicolon; }

  /// The CREATE of a trigger. Precondition: not closed().
  const Token& opener() const { return create_; }

 private:
  enum class State : std::uint8_t { start, explain, create, trigger, semicolon, end, plain };

  State state_ = State::start;
  Token create_;
};

}  // namespace dunlin::sql::sqlite
