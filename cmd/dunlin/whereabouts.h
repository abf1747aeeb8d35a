#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "dunlin/arguments.h"

namespace dunlin::cmd {

/// A word as a shell takes it: in quotes where it needs them.
std::string shell_word(const std::string& word);

/// The flags that say where a command works: the environment, the configuration, the folder. A
/// command that is named as the next step has them too, so that it can be typed as it is printed.
class Whereabouts {
 public:
  Whereabouts() = default;
  explicit Whereabouts(const Arguments& arguments);

  /// `dunlin COMMAND ...` with the flags that it lacks, before a remark in brackets; a line that
  /// is no command of dunlin, or one that works nowhere (`help`), stays as it is.
  std::string in(std::string_view line) const;

  /// The same for the next steps of a diagnostic.
  void complete(Diagnostic& diagnostic) const;

 private:
  struct Given {
    std::string_view spelling;  // as it is added
    std::string_view name;      // the long one
    std::string value;          // quoted for a shell, redacted
  };
  std::vector<Given> given_;
};

}  // namespace dunlin::cmd
