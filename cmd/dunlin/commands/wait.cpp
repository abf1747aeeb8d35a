#include <fmt/format.h>

#include "app/lifecycle.h"
#include "base/duration.h"
#include "dunlin/commands/commands.h"
#include "dunlin/commands/waiting.h"
#include "dunlin/options.h"

namespace dunlin::cmd::commands {

namespace {

Milliseconds patience_of(const Invocation& invocation) {
  if (const auto given = duration_of(invocation.arguments(), "wait")) return *given;
  if (const auto set = parse_duration(invocation.variable("DUNLIN_WAIT"))) return *set;
  return std::chrono::minutes(1);
}

Reply run(Invocation& invocation) {
  return waited(invocation, invocation.value("TARGET").value_or(""));
}

}  // namespace

Reply waited(Invocation& invocation, const std::string& target) {
  const Milliseconds patience = patience_of(invocation);
  const app::WaitReport report = app::wait(invocation.context(), target, patience);
  Reply reply;
  const std::string what = target.empty() ? "every revision of these files" : target;
  reply.text =
      fmt::format("{} holds {} (waited {})\n", report.database, what, humane(report.waited));
  if (invocation.json()) {
    reply.body.add("target_database", report.database)
        .add("target", Json::text(target))
        .add("waited_ms", static_cast<std::int64_t>(report.waited.count()));
  }
  return reply;
}

const Command& wait() {
  static const Command kCommand{
      .name = "wait",
      .group = Group::database,
      .summary = "wait until the database is there and holds the target; change nothing",
      .arguments = {{.name = "TARGET", .help = "a revision (default: all of the files)"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
