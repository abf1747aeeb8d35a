#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dunlin/command.h"

namespace dunlin::cmd {

/// A command line taken apart.
struct Arguments {
  const Command* command = nullptr;                                     ///< nullptr: none was named
  std::map<std::string, std::vector<std::string>, std::less<>> flags;   ///< by name; a switch: {""}
  std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< by argument's name
  std::vector<std::string> program;                                     ///< behind `--`

  bool has(std::string_view flag) const;
  /// The last value of a flag.
  std::optional<std::string> flag(std::string_view name) const;
  std::vector<std::string> all(std::string_view flag) const;
  /// The value of a positional argument.
  std::optional<std::string> value(std::string_view argument) const;
  std::vector<std::string> values_of(std::string_view argument) const;
};

/// Takes the words behind the program's name apart. Global flags may stand anywhere. Aliases are
/// translated. Throws Error(kUsage, kUnknownCommand, kAmbiguousAlias) with the nearest name; never
/// runs a guess.
Arguments parse_arguments(const std::vector<std::string>& words);

}  // namespace dunlin::cmd
