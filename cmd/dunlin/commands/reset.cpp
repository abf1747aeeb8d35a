#include <fmt/format.h>

#include "app/lifecycle.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  invocation.confirm(fmt::format("this deletes {} and everything in it, and builds it anew",
                                 invocation.database()));
  return reply_to(app::reset(invocation.context()), invocation);
}

}  // namespace

const Command& reset() {
  static const Command kCommand{
      .name = "reset",
      .group = Group::run,
      .summary = "delete the database and build it anew (unprotected only)",
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
