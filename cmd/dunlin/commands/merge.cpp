#include <fmt/format.h>

#include "app/author.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

std::string text_of(const app::Written& written, const Invocation& invocation) {
  return fmt::format("merged {}\n", listed(written.revision.parents)) +
         listing("wrote ", written.paths) + invocation.next_line("upgrade");
}

Reply run(Invocation& invocation) {
  app::MergeRequest request;
  request.heads = invocation.arguments().values_of("REV");
  // `flask db merge heads`
  if (request.heads == std::vector<std::string>{"heads"}) request.heads.clear();
  request.message = invocation.flag("message").value_or("");
  const auto written = app::merge(invocation.context(), request);
  Reply reply;
  if (invocation.json()) {
    reply.body.add("merged", written.has_value())
        .add("revision", written ? to_json(written->revision) : Json())
        .add("written", written ? Json::list(written->paths) : Json(Json::Array{}));
  } else {
    reply.text = written ? text_of(*written, invocation)
                         : "one head: there is nothing to merge, and nothing was written\n";
  }
  return reply;
}

}  // namespace

const Command& merge() {
  static const Command kCommand{
      .name = "merge",
      .group = Group::author,
      .summary = "write a revision over several heads",
      .arguments = {{.name = "REV", .help = "heads to merge (default: all)", .many = true}},
      .flags = {{.name = "message",
                 .letter = "m",
                 .value = "TEXT",
                 .help = "instead of one made from the slugs"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
