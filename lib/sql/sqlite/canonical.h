#pragma once

#include <string>
#include <string_view>

namespace dunlin::sql::sqlite {

/// The tokens of a piece of SQL in one spelling: words in lower case, names in quotes only where
/// they need them, `=` for `==` and `<>` for `!=`, and blanks by rule. Two texts have the same one
/// only if SQLite reads them alike. It is its own canonical text.
///
/// SQLite takes a name in double quotes that names nothing for a string, and only the database
/// knows which it is: one that is not all in lower case stays as it stands.
std::string canonical(std::string_view text);

}  // namespace dunlin::sql::sqlite
