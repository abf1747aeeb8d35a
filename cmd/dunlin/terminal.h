#pragma once

#include <cstddef>

namespace dunlin::cmd {

enum class ColorChoice { automatic, always, never };

/// What the standard streams are connected to.
struct Terminal {
  bool input = false;  ///< somebody can be asked
  bool output = false;
  bool talk = false;  ///< standard error
  bool color_output = false;
  bool color_talk = false;
  std::size_t width = 100;  ///< of standard output, in characters; 100 where nobody can say

  /// Looks at the streams and at NO_COLOR, CLICOLOR_FORCE and TERM (https://no-color.org).
  static Terminal look(ColorChoice choice);
};

}  // namespace dunlin::cmd
