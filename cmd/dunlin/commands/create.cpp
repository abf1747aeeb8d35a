#include <fmt/format.h>

#include "app/lifecycle.h"
#include "dunlin/commands/commands.h"
#include "dunlin/invocation.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  const app::DatabaseReport report = app::create(invocation.context());
  Reply reply;
  if (invocation.json()) {
    reply.body.add("target_database", report.database).add("created", !report.existed);
  } else {
    reply.text = fmt::format("{} {}\n{}", report.existed ? "there already:" : "created",
                             report.database, invocation.next_line("upgrade"));
  }
  return reply;
}

}  // namespace

const Command& create() {
  static const Command kCommand{.name = "create",
                                .group = Group::database,
                                .summary = "create the database; one that is there is no error",
                                .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
