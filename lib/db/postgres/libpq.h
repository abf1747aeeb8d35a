#pragma once

#include <optional>
#include <string>

namespace dunlin::db::postgres {

/// Why libpq cannot be used, or nothing. To be asked before its first function is called.
std::optional<std::string> missing_libpq();

}  // namespace dunlin::db::postgres
