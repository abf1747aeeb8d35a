#include <fmt/format.h>

#include "app/inspect.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

Json to_json(const app::ShowReport& report) {
  Json::Array scripts;
  for (const auto& [path, text] : report.scripts) {
    scripts.push_back(Json().add("path", path).add("text", text));
  }
  return cmd::to_json(report.revision)
      .add("author", Json::text(report.revision.author))
      .add("irreversible", Json::maybe(report.revision.irreversible))
      .add("destructive", report.revision.destructive)
      .add("children", Json::list(report.children))
      .add("is_head", report.is_head)
      .add("scripts", scripts);
}

std::string text_of(const app::ShowReport& report) {
  const revision::Revision& revision = report.revision;
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) rows.push_back({name, value});
  };
  add("revision", revision.title() + (report.is_head ? " (head)" : ""));
  add("message", revision.message);
  add("author", revision.author);
  add("parents", revision.parents.empty() ? "none: a base" : joined(revision.parents, ", "));
  add("children", joined(report.children, ", "));
  add("labels", joined(revision.labels, ", "));
  add("depends on", joined(revision.depends_on, ", "));
  add("replaces", joined(revision.replaces, ", "));
  if (revision.irreversible) add("irreversible", "yes. " + *revision.irreversible);
  add("folder", revision.folder);
  for (const auto& [path, text] : report.scripts) {
    add("script", fmt::format("{} ({})", path, counted(text.size(), "byte")));
  }
  return columns(rows);
}

std::string sql_of(const app::ShowReport& report) {
  std::string out;
  for (const auto& [path, text] : report.scripts) {
    out += fmt::format("-- {}\n{}", path, text);
    if (!out.ends_with('\n')) out += '\n';
  }
  return out;
}

Reply run(Invocation& invocation) {
  const auto reports = app::show(invocation.context(), *invocation.value("REV"));
  Reply reply;
  Json::Array list;
  for (const app::ShowReport& report : reports) {
    if (!reply.text.empty()) reply.text += '\n';
    reply.text += invocation.has("sql") ? sql_of(report) : text_of(report);
    if (invocation.json()) list.push_back(to_json(report));
  }
  if (reports.empty()) {
    throw Error(code::kUnknownTarget,
                fmt::format("'{}' means the empty state: there is no revision to show",
                            *invocation.value("REV")));
  }
  if (invocation.json()) reply.body.add("revisions", list);
  return reply;
}

}  // namespace

const Command& show() {
  static const Command kCommand{
      .name = "show",
      .group = Group::inspect,
      .summary = "one revision in full",
      .arguments = {{.name = "REV", .help = "an id, a slug, a label, head", .required = true}},
      .flags = {{.name = "sql", .help = "print its scripts"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
