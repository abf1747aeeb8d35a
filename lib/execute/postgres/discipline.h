#pragma once

#include <string>
#include <string_view>

#include "execute/discipline.h"

namespace dunlin::execute::postgres {

const Discipline& discipline();

/// The number that the advisory lock of `name` has.
std::string lock_key(std::string_view name);

}  // namespace dunlin::execute::postgres
