#pragma once

#include "sql/facts.h"
#include "sql/statement.h"

namespace dunlin::sql::postgres {

/// What a statement does; ranges count from its first byte.
Facts facts_of(const Statement& statement);

}  // namespace dunlin::sql::postgres
