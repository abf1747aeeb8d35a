#include <fmt/format.h>

#include "app/author.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  app::InitRequest request;
  request.project = invocation.flag("project").value_or("");
  request.url = invocation.flag("url");
  const std::vector<std::string> paths = app::init(invocation.context(), request);
  Reply reply;
  if (invocation.json()) {
    reply.body.add("written", Json::list(paths));
  } else {
    reply.text = listing("wrote ", paths) + "next: dunlin new \"what changes\"\n";
  }
  return reply;
}

}  // namespace

const Command& init() {
  static const Command kCommand{
      .name = "init",
      .group = Group::author,
      .summary = "write dunlin.yaml and a directory for revisions",
      .flags = {{.name = "project",
                 .value = "NAME",
                 .help = "part of every ledger key (default: the folder's name)"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
