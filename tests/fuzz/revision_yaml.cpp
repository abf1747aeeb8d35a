// Any bytes as a revision.yaml: read or refused with a place, and what was read is written so
// that it reads back the same.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "revision/revision_file.h"
#include "revision/writer.h"

namespace {

using dunlin::Diagnostic;
using dunlin::revision::Revision;

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<Diagnostic> problems;
  Revision revision;
  dunlin::revision::read_revision(text, "revision.yaml", revision, problems);
  for (const Diagnostic& problem : problems) {
    must(!problem.message.empty());
    must(problem.place.has_value() && problem.place->file == "revision.yaml");
  }
  dunlin::revision::spots_in(text, "revision.yaml");
  if (!problems.empty()) return 0;

  const std::string written = dunlin::revision::revision_file(revision);
  Revision back;
  dunlin::revision::read_revision(written, "revision.yaml", back, problems);
  must(problems.empty());
  must(back.parents == revision.parents && back.labels == revision.labels);
  must(back.message == revision.message && back.author == revision.author);
  must(back.irreversible == revision.irreversible && back.applied_if == revision.applied_if);
  must(dunlin::revision::revision_file(back) == written);
  return 0;
}
