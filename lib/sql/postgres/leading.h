#pragma once

#include <optional>
#include <string_view>

#include "sql/facts.h"

namespace dunlin::sql::postgres {

/// The facts of a statement that its first tokens tell, so that it need not be parsed: an INSERT
/// … VALUES of many rows. Nothing for all others.
std::optional<Facts> leading_facts(std::string_view statement);

}  // namespace dunlin::sql::postgres
