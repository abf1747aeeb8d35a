#pragma once

#include <string>
#include <vector>

#include "sql/element.h"

namespace dunlin::app {

/// Whether one of the patterns of `ignore:` means the element: as in a shell (`*`, `?`, `[a-z]`),
/// over `schema.name` of a table or other object, with everything that is part of it, or over
/// `schema.name.part` of a part alone. A pattern without a dot means the name in any schema.
bool is_ignored(const std::vector<std::string>& patterns, const sql::Element& element);

}  // namespace dunlin::app
