#pragma once

#include <functional>

#include "app/report.h"
#include "app/upgrade.h"
#include "dunlin/invocation.h"

namespace dunlin::cmd {

/// app::upgrade with the hooks of dunlin.yaml around it. Each gets the report so far, the document
/// of --format json, on standard input. A before_upgrade that fails refuses the upgrade
/// (kHookFailed); the others only warn. Hooks run only when there is something to apply, and never
/// with a dry run.
app::RunReport upgrade_with_hooks(Invocation& invocation, const app::UpgradeRequest& request);

}  // namespace dunlin::cmd
