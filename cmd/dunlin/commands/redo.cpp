#include "app/upgrade.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

Reply run(Invocation& invocation) {
  const std::string target = invocation.value("REV").value_or("");
  return reply_to(invocation.with_name([&](const std::optional<std::string>& name) {
    return app::redo(invocation.context(), target, name);
  }),
                  invocation);
}

}  // namespace

const Command& redo() {
  static const Command kCommand{
      .name = "redo",
      .group = Group::run,
      .summary = "revert a revision and apply it again",
      .arguments = {{.name = "REV", .help = "with all on top of it (default: the last applied)"}},
      .flags = {kConfirmFlag},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
