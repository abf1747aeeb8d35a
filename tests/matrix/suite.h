#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matrix/trial.h"

namespace dunlin::matrix {

/// The sheets of a folder, a test each, and one for what no sheet shows.
struct Suite {
  std::string name;    ///< of the database
  std::string folder;  ///< of its sheets
  std::function<Bench()> bench;
  /// Of which of the registered kinds a statement is.
  std::function<std::optional<std::string>(std::string_view)> kind_of;
  std::vector<std::string> kinds;
};

/// The body of a test program's main().
int run_suite(const Suite& suite, int argc, char** argv);

}  // namespace dunlin::matrix
