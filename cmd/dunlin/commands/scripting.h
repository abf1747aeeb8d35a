#pragma once

#include "app/script.h"
#include "dunlin/invocation.h"

/// What `script`, `upgrade --sql` and `downgrade --sql` share.
namespace dunlin::cmd::commands {

inline constexpr Flag kSqlFlag{.name = "sql",
                               .help = "print it as a script instead: dunlin script"};

/// The script itself, or where it was written to. Throws Error(kHoldsPassword) where printing it
/// would hide a part of it.
Reply script_reply(Invocation& invocation, const app::ScriptRequest& request);

}  // namespace dunlin::cmd::commands
