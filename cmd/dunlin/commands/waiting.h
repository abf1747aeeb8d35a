#pragma once

#include <string>

#include "dunlin/invocation.h"

namespace dunlin::cmd::commands {

/// Waits until the database holds `target` (all revisions of the files when empty), as long as
/// --wait or DUNLIN_WAIT say, else a minute.
Reply waited(Invocation& invocation, const std::string& target);

}  // namespace dunlin::cmd::commands
