// yaml::parse refuses or reads any bytes, and its short cut never disagrees with yaml-cpp.

#include "base/yaml.h"

#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "base/yaml_simple.h"

namespace {

using dunlin::yaml::Node;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_same(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.scalar != b.scalar || a.quoted != b.quoted || a.place != b.place ||
      a.items.size() != b.items.size() || a.entries.size() != b.entries.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!is_same(a.items[i], b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    if (!is_same(a.entries[i].first, b.entries[i].first)) return false;
    if (!is_same(a.entries[i].second, b.entries[i].second)) return false;
  }
  return true;
}

void check_places(const Node& node) {
  require(node.place.line > 0 && node.place.column > 0);
  for (const Node& item : node.items) check_places(item);
  for (const auto& [key, value] : node.entries) {
    check_places(key);
    check_places(value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto simple = dunlin::yaml::parse_simple(text, "f.yaml");
  try {
    const Node full = dunlin::yaml::parse_fully(text, "f.yaml");
    require(!simple || is_same(*simple, full));
    check_places(full);
  } catch (const dunlin::Error& error) {
    require(!simple);
    require(error.first().place && error.first().excerpt);
  }
  return 0;
}
