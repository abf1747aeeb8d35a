#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/files.h"
#include "ledger/event.h"

namespace dunlin::cmd {

/// Who runs `command`: a fresh run id, the system's user, host and process, and from the
/// environment variables (or the .git folder above the working directory) what is being deployed.
ledger::Runner runner_of(std::string_view command,
                         const std::map<std::string, std::string>& variables, const Files& files);

/// The commit that is checked out in the working directory or a folder above it; empty when that
/// cannot be said from .git/HEAD and one more file.
std::string checked_out_commit(const Files& files);

}  // namespace dunlin::cmd
