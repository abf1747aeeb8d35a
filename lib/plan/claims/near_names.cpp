#include <fmt/format.h>

#include "base/text.h"
#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

std::string near_names(const Witness& witness, const sql::Element& element) {
  std::vector<std::string> candidates;
  for (const auto& [key, object] : witness.live.all()) {
    if (key.kind != element.kind) continue;
    const bool sibling = !element.is_part() || key.owner() == element.owner();
    if (sibling) candidates.push_back(element.is_part() ? key.part : key.name);
  }
  const auto close = nearest(element.is_part() ? element.part : element.name, candidates);
  return close ? fmt::format(" ('{}' is)", *close) : "";
}

}  // namespace dunlin::plan::claims
