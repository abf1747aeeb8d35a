#pragma once

#include <string>

#include "dunlin/command.h"
#include "dunlin/paint.h"

namespace dunlin::cmd {

/// `dunlin help`: examples first, then the commands by group.
std::string overview();

/// `dunlin COMMAND --help`: usage, flags and the command's page.
std::string help_of(const Command& command, const Look& look);

/// `dunlin help aliases`
std::string alias_table();

/// The manual page dunlin(1) in roff, made from the command table.
std::string manual(std::string_view version);

/// A completion script for `bash`, `zsh` or `fish`, made from the command table. Throws
/// Error(kUsage) for another shell.
std::string completion_for(std::string_view shell);

}  // namespace dunlin::cmd
