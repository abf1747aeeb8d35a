#include "dunlin/commands/commands.h"
#include "dunlin/help.h"
#include "dunlin/invocation.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  Reply reply;
  reply.text = completion_for(*invocation.value("SHELL"));
  if (invocation.json()) reply.body.add("script", reply.text);
  return reply;
}

}  // namespace

const Command& completion() {
  static const Command kCommand{
      .name = "completion",
      .group = Group::meta,
      .summary = "print a completion script for your shell",
      .arguments = {{.name = "SHELL", .help = "bash, zsh or fish", .required = true}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
