#include "app/script_order.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace dunlin::app {

namespace {

constexpr std::array<std::string_view, 3> kStems{"up", "down", "verify"};

std::size_t rank(std::string_view name) {
  const auto found = std::find(kStems.begin(), kStems.end(), name.substr(0, name.find('.')));
  return static_cast<std::size_t>(found - kStems.begin());
}

}  // namespace

bool listed_before(std::string_view a, std::string_view b) {
  return std::pair(rank(a), a) < std::pair(rank(b), b);
}

}  // namespace dunlin::app
