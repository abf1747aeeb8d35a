#pragma once

#include <vector>

#include "sql/facts.h"
#include "sql/sqlite/reading.h"

namespace dunlin::sql::sqlite {

/// Adds an effect unless it is there. A read is left out where its element is changed, too, or a
/// column of it is.
void add_effect(std::vector<Effect>& effects, Access access, Element element);

/// Adds a read of each table and view that what is left of `words` names: behind FROM and JOIN,
/// and as the target of statements inside a trigger. Common table expressions are none.
void add_reads(const Reading& words, std::vector<Effect>& effects);

}  // namespace dunlin::sql::sqlite
