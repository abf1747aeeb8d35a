#pragma once

#include "sql/facts.h"
#include "sql/sqlite/reading.h"

namespace dunlin::sql::sqlite {

/// Whether the session's own schema has it: what is made there is gone with the session. Where that
/// schema is what is read, it is like any other.
bool is_temporary(const Reading& words, const Element& element);

/// Claims that it is there; of what is temporary, nothing.
void claim_made(const Reading& words, Action& action, Exists exists);

}  // namespace dunlin::sql::sqlite
