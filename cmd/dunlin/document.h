#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/error.h"
#include "dunlin/json.h"

namespace dunlin::cmd {

/// How a command ended.
struct Outcome {
  std::string command;
  Exit exit = Exit::done;
  Json body;
  std::vector<Diagnostic> errors;
  std::vector<Diagnostic> warnings;

  /// Sorts a diagnostic to the errors or to the warnings.
  void add(Diagnostic diagnostic);
};

/// The one JSON document of a command, as `--format json` prints it and hooks read it. `ok` is
/// true when there are no errors.
Json document(const Outcome& outcome, const app::Context::Seen& seen);

}  // namespace dunlin::cmd
