#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "sql/facts.h"
#include "sql/statement.h"

namespace dunlin::sql {

/// The statement without some of its actions, with the commas that go with them.
/// Precondition: `facts` are those of the statement, and at least one action stays. What stands in
/// front of the first action and behind the last that stays is kept byte by byte.
std::string without(const Statement& statement, const Facts& facts,
                    const std::set<std::size_t>& left_out);

}  // namespace dunlin::sql
