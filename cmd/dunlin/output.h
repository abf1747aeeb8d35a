#pragma once

#include <string_view>

namespace dunlin::cmd {

/// Writes to standard output what holds no secret any more. A reader that has gone (`dunlin history
/// | head`) is no error. Throws Error(kUnwritable) for anything else that keeps the text from being
/// written.
void put(std::string_view text);

}  // namespace dunlin::cmd
