#pragma once

#include <string>
#include <string_view>

namespace dunlin::scenario {

/// The lines of both texts, `-` before those only `wanted` has and `+` before those only `found`
/// has; empty when they are the same.
std::string difference(std::string_view wanted, std::string_view found);

}  // namespace dunlin::scenario
