#pragma once

#include <string_view>

#include "sql/facts.h"
#include "sql/statement.h"

namespace dunlin::sql::sqlite {

/// What a statement does; ranges count from its first byte. The names of elements are in lower
/// case, in which SQLite takes them for the same. Nothing is drawn: the attributes are the text's
/// own tokens in one spelling (sql/sqlite/canonical.h), and `references` and `table` are written
/// with their schema.
///
/// A trigger belongs to a table, but DROP TRIGGER does not say which: there the element's `name`
/// is empty.
Facts facts_of(const Statement& statement);

/// The same of what the database keeps in the column `sql` of its schema table. A name without a
/// schema is one of `schema`, the database it is kept in.
Facts facts_of_stored(std::string_view sql, std::string_view schema);

}  // namespace dunlin::sql::sqlite
