#include <fmt/format.h>

#include <algorithm>

#include "app/author.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

std::string message_of(const Invocation& invocation) {
  const std::string words = joined(invocation.arguments().values_of("MESSAGE"), " ");
  const auto flag = invocation.flag("message");
  if (!words.empty() && flag) {
    throw Error(code::kUsage, "the message is given twice: as MESSAGE and with --message");
  }
  const std::string message = flag.value_or(words);
  if (!trimmed(message).empty()) return message;
  throw with_next(Error(code::kUsage, "'new' needs a message: what the revision changes"),
                  "dunlin new \"add orders\"");
}

app::NewRequest request_of(const Invocation& invocation) {
  app::NewRequest request;
  request.message = message_of(invocation);
  request.id = invocation.flag("id");
  request.parents = invocation.arguments().all("parent");
  request.base = invocation.has("base");
  request.labels = invocation.arguments().all("label");
  request.depends_on = invocation.arguments().all("depends-on");
  request.per_dialect = invocation.has("per-dialect");
  if (request.base && !request.parents.empty()) {
    throw Error(code::kUsage, "--base and --parent exclude each other: a base has no parent");
  }
  return request;
}

// The script to edit first.
std::string script_in(const std::vector<std::string>& paths) {
  const auto found = std::find_if(paths.begin(), paths.end(), [](const std::string& path) {
    return path.ends_with(".sql") && path.find("/up.") != std::string::npos;
  });
  return found == paths.end() ? std::string() : *found;
}

Reply run(Invocation& invocation) {
  const app::Written written = app::create_revision(invocation.context(), request_of(invocation));
  Reply reply;
  if (invocation.json()) {
    reply.body = to_json(written.revision);
    reply.body.add("written", Json::list(written.paths));
  } else {
    reply.text = listing("wrote ", written.paths) + fmt::format("next: edit {}, then: {}\n",
                                                                script_in(written.paths),
                                                                invocation.next("upgrade"));
  }
  return reply;
}

}  // namespace

const Command& create_revision() {
  static const Command kCommand{
      .name = "new",
      .group = Group::author,
      .summary = "write a revision",
      .arguments = {{.name = "MESSAGE", .help = "what it changes", .many = true}},
      .flags = {{.name = "message", .letter = "m", .value = "TEXT", .help = "instead of MESSAGE"},
                {.name = "id",
                 .value = "ID",
                 .help = "instead of the time (also --rev-id)",
                 .also = "rev-id"},
                {.name = "parent",
                 .value = "REV",
                 .help = "what it builds on (also --head); several: a merge",
                 .many = true,
                 .also = "head"},
                {.name = "base", .help = "it builds on nothing"},
                {.name = "label",
                 .value = "NAME",
                 .help = "name its lineage (also --branch-label)",
                 .many = true,
                 .also = "branch-label"},
                {.name = "depends-on",
                 .value = "REV",
                 .help = "must run before it, but is no parent",
                 .many = true},
                {.name = "per-dialect", .help = "scripts for PostgreSQL and SQLite apart"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
