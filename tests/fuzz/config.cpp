// config::load refuses or reads any bytes; every problem has its place.

#include "config/config.h"

#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "config/explain.h"
#include "config/settings.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto files = dunlin::memory_files({{"dunlin.yaml", text}});
  try {
    const dunlin::config::Config config = dunlin::config::load(*files, "dunlin.yaml");
    const auto settings = dunlin::config::resolve({}, {}, config, dunlin::config::Need::files);
    for (const auto& row : dunlin::config::explain(config, settings)) {
      require(!row.key.empty() && !row.origin.empty());
    }
  } catch (const dunlin::Error& error) {
    for (const dunlin::Diagnostic& problem : error.diagnostics()) {
      require(problem.place && problem.place->line > 0 && !problem.message.empty());
    }
  }
  return 0;
}
