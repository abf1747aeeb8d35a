// Whatever the sub-commands of an ALTER TABLE, what is left when some are cut out is the statement
// without just these: the parser says so. The first byte tells which.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "sql/postgres/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const dunlin::sql::Reader& reader = dunlin::sql::postgres::reader();
  for (const dunlin::sql::Statement& statement : reader.split(text).statements) {
    const dunlin::sql::Facts facts = reader.facts(statement);
    std::set<std::size_t> left_out;
    for (std::size_t i = 0; i < facts.actions.size(); ++i) {
      if ((data[0] >> (i % 8) & 1) != 0) left_out.insert(i);
    }
    if (left_out.empty() || left_out.size() == facts.actions.size()) continue;
    if (reader.without(statement, facts, left_out)) continue;
    const std::string all(statement.text);
    std::fprintf(stderr, "cannot be cut: %s\n", all.c_str());
    std::abort();
  }
  return 0;
}
