#pragma once

#include "app/upgrade.h"
#include "dunlin/invocation.h"

/// What `upgrade` and `run` share.
namespace dunlin::cmd::commands {

inline constexpr Flag kCreateFlag{.name = "create",
                                  .help = "create the database when there is none"};
inline constexpr Flag kIfAheadFlag{.name = "if-ahead",
                                   .value = "WHAT",
                                   .help = "when the database is ahead: ok, compatible or fail"};

/// The request by the flags that both have.
app::UpgradeRequest upgrade_request(const Invocation& invocation, config::IfAhead if_ahead);

/// Leaves standard output to the program behind `--`, which this process becomes: what would have
/// been printed there is told on standard error. A JSON document that was asked for stays.
void hand_over(Reply& reply, const Invocation& invocation);

}  // namespace dunlin::cmd::commands
