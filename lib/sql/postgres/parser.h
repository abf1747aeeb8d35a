#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dunlin::sql::postgres {

/// What PostgreSQL's grammar makes of one statement, as JSON; nothing where it knows no such
/// syntax. Locations in it are bytes of `statement`; what is zero, false or empty is left out.
/// Precondition: no NUL in it. However deep it nests, it is read.
std::optional<std::string> parse(std::string_view statement);

}  // namespace dunlin::sql::postgres
