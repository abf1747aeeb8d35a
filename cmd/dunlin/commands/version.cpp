#include <fmt/format.h>

#include "dunlin/commands/commands.h"
#include "dunlin/invocation.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  Reply reply;
  if (invocation.json()) {
    reply.body.add("version", DUNLIN_VERSION);
  } else {
    reply.text = fmt::format("dunlin {}\n", DUNLIN_VERSION);
  }
  return reply;
}

}  // namespace

const Command& version() {
  static const Command kCommand{
      .name = "version", .group = Group::meta, .summary = "print the version", .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
