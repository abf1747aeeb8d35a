#pragma once

#include <string_view>

namespace dunlin::app {

/// Whether the script file `a` is listed before `b`: up, down, verify, as they run, then the
/// others; those of one kind by name.
bool listed_before(std::string_view a, std::string_view b);

}  // namespace dunlin::app
