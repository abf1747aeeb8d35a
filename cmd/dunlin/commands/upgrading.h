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

inline constexpr Flag kAcceptExistingFlag{
    .name = "accept-existing",
    .help = "the ledger is empty and the database is not: decide statement by statement"};
inline constexpr Flag kAcceptMixedFlag{
    .name = "accept-mixed", .help = "run what is missing of revisions that are there in part"};
inline constexpr Flag kRunDataFlag{
    .name = "run-data", .help = "data statements of revisions that are there were not run"};
inline constexpr Flag kSkipDataFlag{
    .name = "skip-data", .help = "data statements of revisions that are there were done by hand"};
inline constexpr Flag kNoPreflightFlag{
    .name = "no-preflight", .help = "do not ask whether the statements will get through"};

/// What the flags above allow.
app::Consent consent_of(const Invocation& invocation);

/// The request by the flags that both have.
app::UpgradeRequest upgrade_request(const Invocation& invocation, config::IfAhead if_ahead);

/// Leaves standard output to the program behind `--`, which this process becomes: what would have
/// been printed there is told on standard error. A JSON document that was asked for stays.
void hand_over(Reply& reply, const Invocation& invocation);

}  // namespace dunlin::cmd::commands
