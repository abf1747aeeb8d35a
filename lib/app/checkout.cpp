#include "app/checkout.h"

#include <fmt/format.h>

#include <algorithm>

namespace dunlin::app {

namespace {

// A folder without its revision.yaml: what the least of one would be.
void add_ways_out(std::vector<Diagnostic>& problems) {
  for (Diagnostic& problem : problems) {
    if (problem.code != code::kMissingRevisionFile || !problem.place) continue;
    const std::string& folder = problem.place->file;
    if (problem.hint.empty()) {
      problem.next.push_back(
          fmt::format("write {}/revision.yaml; 'parents: []' says that it builds "
                      "on nothing",
                      folder));
    }
    problem.next.push_back(
        fmt::format("or move {} out of the directory, when it is no revision", folder));
  }
}

}  // namespace

revision::Directory read_directory(Context& context) {
  const std::string path = context.directory();
  try {
    revision::Directory directory = revision::read_directory(context.files(), path);
    add_ways_out(directory.problems);
    return directory;
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
