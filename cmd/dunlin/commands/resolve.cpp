#include <fmt/format.h>

#include "app/repair.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

struct Kind {
  const char* flag;
  app::Resolution resolution;
  const char* said;
};

constexpr Kind kKinds[] = {
    {"accept", app::Resolution::accept, "accepted as it is now"},
    {"applied", app::Resolution::applied, "recorded as applied"},
    {"rolled-back", app::Resolution::rolled_back, "forgotten"},
    {"retry", app::Resolution::retry, "finished"},
};

const Kind& kind_of(const Invocation& invocation) {
  const Kind* chosen = nullptr;
  for (const Kind& kind : kKinds) {
    if (!invocation.has(kind.flag)) continue;
    if (chosen != nullptr) {
      throw Error(code::kUsage,
                  fmt::format("--{} and --{} exclude each other", chosen->flag, kind.flag));
    }
    chosen = &kind;
  }
  if (chosen != nullptr) return *chosen;
  throw with_next(
      Error(code::kUsage, "say how: --accept, --applied, --rolled-back or --retry, each with REV"),
      "dunlin resolve --help");
}

app::ResolveRequest request_of(const Invocation& invocation, const Kind& kind) {
  app::ResolveRequest request;
  request.resolution = kind.resolution;
  request.revisions = invocation.arguments().all(kind.flag);
  request.reason = invocation.flag("reason").value_or("");
  if (trimmed(request.reason).empty() && kind.resolution != app::Resolution::retry) {
    throw with_next(Error(code::kUsage, "'resolve' needs --reason: the ledger remembers why"),
                    fmt::format("dunlin resolve --{} {} --reason \"...\"", kind.flag,
                                joined(request.revisions, fmt::format(" --{} ", kind.flag))));
  }
  return request;
}

Reply run(Invocation& invocation) {
  const Kind& kind = kind_of(invocation);
  app::ResolveRequest request = request_of(invocation, kind);
  const app::ResolveReport report =
      invocation.with_name([&](const std::optional<std::string>& name) {
        request.confirmed = name;
        return app::resolve(invocation.context(), request);
      });
  Reply reply;
  if (invocation.json()) {
    reply.body.add("target_database", report.database)
        .add("resolution", kind.flag)
        .add("revisions", Json::list(report.revisions))
        .add("steps", to_json(invocation.progress().steps()));
  } else {
    reply.text =
        report.revisions.empty()
            ? fmt::format("{}: nothing to {}\n", report.database, kind.flag)
            : fmt::format("{}: {} {}\n", report.database, listed(report.revisions), kind.said) +
                  invocation.next_line("status");
  }
  return reply;
}

}  // namespace

const Command& resolve() {
  static const Command kCommand{
      .name = "resolve",
      .group = Group::repair,
      .summary = "tell the ledger how an edited or unfinished revision was settled",
      .flags =
          {{.name = "accept",
            .value = "REV",
            .help = "its edit was reviewed and counts from now on",
            .many = true},
           {.name = "applied", .value = "REV", .help = "all of it is there", .many = true},
           {.name = "rolled-back", .value = "REV", .help = "nothing of it is there", .many = true},
           {.name = "retry", .value = "REV", .help = "go on where it stopped", .many = true},
           {.name = "reason", .value = "TEXT", .help = "why; kept in the ledger"},
           kConfirmFlag},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
