#include <fmt/format.h>

#include "app/lifecycle.h"
#include "dunlin/commands/commands.h"
#include "dunlin/invocation.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  invocation.confirm(fmt::format("this deletes {} and everything in it", invocation.database()));
  const app::DatabaseReport report = app::drop(invocation.context());
  Reply reply;
  if (invocation.json()) {
    reply.body.add("target_database", report.database).add("dropped", report.existed);
  } else {
    reply.text = report.existed ? fmt::format("dropped {}\n", report.database)
                                : fmt::format("there is no {}\n", report.database);
  }
  return reply;
}

}  // namespace

const Command& drop() {
  static const Command kCommand{.name = "drop",
                                .group = Group::database,
                                .summary = "delete the database (unprotected only)",
                                .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
