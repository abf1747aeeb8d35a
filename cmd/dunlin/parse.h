#pragma once

#include <string>
#include <vector>

#include "dunlin/arguments.h"

namespace dunlin::cmd {

/// Reads the flags and positional arguments of `arguments.command` (and the global flags) from
/// `words`, which hold no command name any more. Throws Error(kUsage).
void parse_flags(const std::vector<std::string>& words, Arguments& arguments);

/// Throws Error(kUsage) when a required argument is missing, unless help was asked for.
void require_arguments(const Arguments& arguments);

/// `upgrade [TARGET] [flags]`
std::string usage_of(const Command& command);

}  // namespace dunlin::cmd
