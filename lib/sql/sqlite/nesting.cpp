#include "sql/sqlite/nesting.h"

namespace dunlin::sql::sqlite {

void Nesting::take(const Token& token) {
  switch (state_) {
    case State::start:
      state_ = is_word(token, "explain") ? State::explain : State::plain;
      [[fallthrough]];
    case State::explain:
      if (!is_word(token, "create")) return;
      state_ = State::create;
      create_ = token;
      return;
    case State::create:
      if (is_word(token, "temp") || is_word(token, "temporary")) return;
      state_ = is_word(token, "trigger") ? State::trigger : State::plain;
      return;
    case State::trigger:
      if (token.kind == TokenKind::semicolon) state_ = State::semicolon;
      return;
    case State::semicolon:
      // Every statement of a trigger ends in a semicolon: the END behind one is the trigger's,
      // and never that of a CASE.
      if (token.kind == TokenKind::semicolon) return;
      state_ = is_word(token, "end") ? State::end : State::trigger;
      return;
    case State::end:
      state_ = State::trigger;
      return;
    case State::plain:
      return;
  }
}

}  // namespace dunlin::sql::sqlite
