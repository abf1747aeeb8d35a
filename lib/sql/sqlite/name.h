#pragma once

#include <string>
#include <string_view>

#include "sql/reader.h"

namespace dunlin::sql::sqlite {

/// `text` with the letters of ASCII in lower case. Names that differ in these alone are one name to
/// SQLite, so this is how elements spell them.
std::string folded(std::string_view text);

/// What a quoted token says: without its quotes, and those in it not doubled. Others are as they
/// stand.
std::string unquoted(const Token& token);

/// A keyword that can be no name unless it is quoted.
bool is_reserved(std::string_view word);

/// Whether the token can stand where the grammar wants a name. A string literal can.
bool can_name(const Token& token);

/// The name that the token stands for, as an element spells it. Precondition: can_name(token).
std::string name_in(const Token& token);

/// The name as SQL, in quotes only where it needs them.
std::string spelled(std::string_view name);

}  // namespace dunlin::sql::sqlite
