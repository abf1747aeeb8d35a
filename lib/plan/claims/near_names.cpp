#include <fmt/format.h>

#include "base/text.h"
#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

namespace {

// What is part of something was read with it.
std::vector<std::string> siblings(const Witness& witness, const sql::Element& element) {
  std::vector<std::string> names;
  for (const auto& [key, object] : witness.live.all()) {
    if (key.kind == element.kind && key.owner() == element.owner()) names.push_back(key.part);
  }
  return names;
}

}  // namespace

std::string near_names(const Witness& witness, const sql::Element& element) {
  // DROP TRIGGER in SQLite names no table.
  const bool read = element.is_part() && !element.name.empty();
  if (!read && !witness.names_beside) return "";
  const auto close = nearest(element.is_part() ? element.part : element.name,
                             read ? siblings(witness, element) : witness.names_beside(element));
  return close ? fmt::format(" ('{}' is)", *close) : "";
}

}  // namespace dunlin::plan::claims
