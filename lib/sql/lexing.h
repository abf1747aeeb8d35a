#pragma once

#include <cstddef>
#include <string_view>

#include "sql/reader.h"
#include "sql/statement.h"

namespace dunlin::sql {

/// What a lexer came upon, in its token(): the token itself, or where and why there is none.
enum class Found {
  token,
  end,      ///< nothing but comments and white space is left
  open,     ///< a literal or comment that never ends; token() is what opens it
  command,  ///< a backslash outside literals; token() is the rest of its line
};

/// Whether `text` is `word`, which is in lower case; ASCII letters of any case are the same.
bool same_word(std::string_view text, std::string_view word);

/// Whether `token` is this unquoted word.
inline bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::word && same_word(token.text, word);
}

inline bool is_symbol(const Token& token, std::string_view symbol) {
  return token.kind == TokenKind::symbol && token.text == symbol;
}

/// What to say of a literal or comment that `opener` opens and nothing closes.
Problem open_text(const Token& opener);

}  // namespace dunlin::sql
