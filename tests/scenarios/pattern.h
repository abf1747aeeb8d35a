#pragma once

#include <regex.h>

#include <string>
#include <string_view>

namespace dunlin::scenario {

/// A POSIX extended regular expression; `^` and `$` match at every line, `.` does not match a line
/// feed. Here because <regex> costs seconds of compiler.
class Pattern {
 public:
  /// Throws std::invalid_argument.
  explicit Pattern(const std::string& expression);
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;
  ~Pattern();

  bool found_in(std::string_view text) const;

  /// `text` with each match replaced; `\1` to `\9` in the replacement stand for groups.
  std::string replaced(std::string_view text, std::string_view replacement) const;

 private:
  regex_t compiled_{};
};

}  // namespace dunlin::scenario
