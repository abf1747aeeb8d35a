#pragma once

#include <cstddef>
#include <set>
#include <string_view>

namespace dunlin::sql::postgres {

/// Whether the parser takes `cut` for `statement`, an ALTER TABLE, without these of its
/// sub-commands: nothing else is lost, and nothing else is there.
bool leaves_out(std::string_view statement, std::string_view cut,
                const std::set<std::size_t>& left_out);

}  // namespace dunlin::sql::postgres
