// Whatever the bytes, the pieces that the SQLite splitter makes of them add up to them.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sql/sqlite/reader.h"
#include "unit/sql/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string rule = dunlin::sql::test::broken_rule(dunlin::sql::sqlite::reader(), text);
  if (!rule.empty()) {
    std::fprintf(stderr, "%s\n", rule.c_str());
    std::abort();
  }
  return 0;
}
