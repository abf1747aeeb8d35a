#include "app/checkout.h"

#include <algorithm>

namespace dunlin::app {

Checkout read_checkout(Context& context) {
  Checkout checkout;
  checkout.directory = revision::read_directory(context.files(), context.directory());
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
