#pragma once

#include <string_view>

#include "sql/lexing.h"

namespace dunlin::sql {

/// The tokens of one statement, read word by word from the front. At the end, or at what cannot
/// be read, it is done, and every question is answered with no.
template <class Lexer>
class Phrase {
 public:
  explicit Phrase(std::string_view statement) : lexer_(statement) { step(); }

  bool done() const { return done_; }
  /// Precondition: not done.
  const Token& token() const { return lexer_.token(); }

  bool at(std::string_view word) const { return !done_ && is_word(token(), word); }
  bool at_symbol(std::string_view symbol) const { return !done_ && is_symbol(token(), symbol); }

  void step() {
    if (!done_) done_ = lexer_.next() != Found::token;
  }

  /// Steps over the words if they come next, one after the other. What was read before the first
  /// that differs stays read.
  template <class... Words>
  bool eat(Words... words) {
    return (eat_word(words) && ...);
  }

  bool eat_symbol(std::string_view symbol) {
    if (!at_symbol(symbol)) return false;
    step();
    return true;
  }

  /// Steps to the first of these words, wherever it is; false at the end.
  template <class... Words>
  bool seek(Words... words) {
    while (!done_ && !(at(words) || ...)) step();
    return !done_;
  }

 private:
  bool eat_word(std::string_view word) {
    if (!at(word)) return false;
    step();
    return true;
  }

  Lexer lexer_;
  bool done_ = false;
};

}  // namespace dunlin::sql
