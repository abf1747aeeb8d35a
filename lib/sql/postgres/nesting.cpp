#include "sql/postgres/nesting.h"

namespace dunlin::sql::postgres {

void Nesting::take(const Token& token) {
  if (is_symbol(token, "(")) {
    if (parentheses_++ == 0) parenthesis_opener_ = token;
  } else if (is_symbol(token, ")")) {
    if (parentheses_ > 0) --parentheses_;
  } else if (kind_ != Kind::other && parentheses_ == 0) {
    if (kind_ == Kind::routine) return follow_block(token);
    classify(token);
  }
  last_ = Last::other;
}

void Nesting::classify(const Token& token) {
  const auto word = [&](std::string_view text) { return is_word(token, text); };
  switch (kind_) {
    case Kind::unknown:
      kind_ = word("create") ? Kind::create : word("copy") ? Kind::copy : Kind::other;
      return;
    case Kind::create:
      kind_ = word("or") ? Kind::create_or : Kind::create_or_replace;
      if (kind_ == Kind::create_or) return;
      break;
    case Kind::create_or:
      kind_ = word("replace") ? Kind::create_or_replace : Kind::other;
      return;
    case Kind::create_or_replace:
      break;
    case Kind::copy:
      // The columns are in parentheses: the first FROM or TO is the keyword.
      if (word("from")) kind_ = Kind::copy_from;
      if (word("to")) kind_ = Kind::other;
      return;
    case Kind::copy_from:
      // The grammar takes STDOUT for STDIN.
      kind_ = word("stdin") || word("stdout") ? Kind::copy_stdin : Kind::other;
      return;
    default:
      return;
  }
  kind_ = word("function") || word("procedure") ? Kind::routine : Kind::other;
}

// Every statement of a body ends in a semicolon, so that the END of the block, unlike the END of
// a CASE or a column called "end", stands behind a semicolon or behind ATOMIC.
void Nesting::follow_block(const Token& token) {
  if (token.kind == TokenKind::semicolon) {
    last_ = Last::semicolon;
  } else if (is_word(token, "begin")) {
    last_ = Last::begin;
    begin_ = token;
  } else if (last_ == Last::begin && is_word(token, "atomic")) {
    last_ = Last::atomic;
    if (blocks_++ == 0) block_opener_ = begin_;
  } else {
    const bool behind_statement = last_ == Last::semicolon || last_ == Last::atomic;
    if (blocks_ > 0 && behind_statement && is_word(token, "end")) --blocks_;
    last_ = Last::other;
  }
}

}  // namespace dunlin::sql::postgres
