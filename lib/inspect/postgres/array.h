#pragma once

#include <string_view>
#include <vector>

#include "db/connection.h"

namespace dunlin::inspect::postgres {

/// The elements of an array of one dimension as the server writes it: `{a,"b c",NULL}`.
std::vector<db::Value> elements_of(std::string_view array);

}  // namespace dunlin::inspect::postgres
