#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dunlin::scenario {

/// A stretch of a word. In single quotes it is taken as it is; elsewhere `$NAME` is expanded.
struct Piece {
  std::string text;
  bool literal = false;

  friend bool operator==(const Piece&, const Piece&) = default;
};

/// A word of a step: pieces without a blank between them, as in a shell.
struct Word {
  std::vector<Piece> pieces;

  /// As written, quotes aside.
  std::string text() const;
};

enum class Expect { success, failure, either };

/// One line of a script: `[sqlite] ! dunlin upgrade head`.
struct Step {
  std::size_t line = 0;
  std::string text;                 ///< as written
  std::string only;                 ///< the database it is meant for; empty: any
  Expect expect = Expect::success;  ///< `!`: must fail, `?`: may
  std::string command;
  std::vector<Word> arguments;
};

/// What a scenario does: on which databases, in which steps.
struct Script {
  std::string title;                   ///< the comment at its top
  std::vector<std::string> databases;  ///< of sqlite, postgres, none
  std::string label = "scenario";      ///< scenario, slow or container
  std::vector<Step> steps;
};

struct ScriptError : std::runtime_error {
  ScriptError(std::size_t at_line, const std::string& message)
      : std::runtime_error(message), line(at_line) {}

  std::size_t line;
};

/// Reads the script of a scenario. Throws ScriptError: a scenario says on its first line what it
/// shows, names its databases, and checks something.
Script parse_script(std::string_view text);

}  // namespace dunlin::scenario
