#include "app/checkout.h"

#include <algorithm>

namespace dunlin::app {

revision::Directory read_directory(Context& context) {
  const std::string directory = context.directory();
  try {
    return revision::read_directory(context.files(), directory);
  } catch (Error& error) {
    // 'dunlin init' would refuse: its file is there, only the directory is not.
    if (error.code() == code::kNoDirectory && context.config().path) {
      error.first().next = {"dunlin new \"what changes\""};
    }
    throw;
  }
}

Checkout read_checkout(Context& context) {
  Checkout checkout;
  checkout.directory = read_directory(context);
  std::vector<Diagnostic>& problems = checkout.directory.problems;
  const auto warnings = std::stable_partition(
      problems.begin(), problems.end(),
      [](const Diagnostic& problem) { return problem.severity == Severity::error; });
  for (auto warning = warnings; warning != problems.end(); ++warning) {
    context.observer().warned(*warning);
  }
  problems.erase(warnings, problems.end());
  if (!problems.empty()) throw Error(problems);
  checkout.graph = revision::graph_of(std::move(checkout.directory));
  return checkout;
}

}  // namespace dunlin::app
