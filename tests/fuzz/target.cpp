// Any text as a target or a range: refused as malformed, or printed as it was and resolved without
// anything but an Error.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"
#include "revision/resolve.h"
#include "unit/revision/notation.h"

namespace {

using dunlin::Error;
using dunlin::revision::Graph;

void must(bool holds) {
  if (!holds) std::abort();
}

const Graph& graph() {
  static const Graph kGraph = dunlin::revision::graph_of(
      "abcd1 abcd2:abcd1#billing/add_orders abcd3:abcd1 m:abcd2,abcd3 n:m head x+1 y@z:x+1~m base");
  return kGraph;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const dunlin::revision::Selection applied =
      graph().ancestors(graph().selection(std::vector<dunlin::revision::Id>{"abcd2"}));
  try {
    must(to_string(dunlin::revision::parse_target(text)) == text);
  } catch (const Error& error) {
    must(error.code() == dunlin::code::kBadTarget);
  }
  try {
    const auto target = dunlin::revision::parse_target(text, graph());
    must(to_string(target) == text);
    dunlin::revision::resolve(graph(), applied, target);
  } catch (const Error& error) {
    must(!error.first().message.empty());
  }
  try {
    dunlin::revision::resolve_range(graph(), applied, dunlin::revision::parse_range(text, graph()));
  } catch (const Error& error) {
    must(!error.first().message.empty());
  }
  return 0;
}
