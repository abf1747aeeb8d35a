#include <fmt/format.h>

#include "app/lifecycle.h"
#include "base/duration.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/commands/upgrading.h"
#include "dunlin/commands/waiting.h"
#include "dunlin/hooks.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

enum class Mode { upgrade, wait, skip };

Mode mode_of(const Invocation& invocation) {
  const std::string word = invocation.variable("DUNLIN_MODE");
  if (word.empty() || word == "upgrade") return Mode::upgrade;
  if (word == "wait") return Mode::wait;
  if (word == "skip") return Mode::skip;
  throw with_hint(
      Error(code::kUsage, fmt::format("DUNLIN_MODE is upgrade, wait or skip, not '{}'", word)),
      did_you_mean(word, std::vector<std::string>{"upgrade", "wait", "skip"}));
}

Reply migrated(Invocation& invocation) {
  app::UpgradeRequest request = upgrade_request(invocation, config::IfAhead::compatible);
  request.target = "head";
  return reply_to(upgrade_with_hooks(invocation, request), invocation);
}

Reply skipped(const Invocation& invocation) {
  Reply reply;
  reply.text = "DUNLIN_MODE=skip: nothing was migrated\n";
  if (invocation.json()) reply.body.add("skipped", true);
  return reply;
}

Reply migrate_and_become(Invocation& invocation) {
  Reply reply;
  switch (mode_of(invocation)) {
    case Mode::upgrade:
      reply = migrated(invocation);
      break;
    case Mode::wait:
      reply = waited(invocation, "");
      break;
    case Mode::skip:
      reply = skipped(invocation);
      break;
  }
  hand_over(reply, invocation);
  return reply;
}

}  // namespace

const Command& run() {
  static const Command kCommand{.name = "run",
                                .group = Group::run,
                                .summary = "upgrade, then become the program behind --",
                                .flags = {kCreateFlag, kIfAheadFlag},
                                .takes_program = true,
                                .run = migrate_and_become};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
