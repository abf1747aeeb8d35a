#include "dunlin/help.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "dunlin/commands/commands.h"
#include "dunlin/invocation.h"
#include "dunlin/markdown.h"
#include "dunlin/pages.h"

namespace dunlin::cmd::commands {

namespace {

std::string page(const std::string& topic, const Look& look) {
  if (const Command* command = find_command(topic)) return help_of(*command, look);
  if (topic == "aliases") return alias_table();
  if (const auto format = format_pages().find(topic == "dunlin.yaml" ? "config" : topic);
      format != format_pages().end()) {
    return rendered(format->second, look);
  }
  std::string id = topic;
  for (char& c : id) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (const auto found = error_pages().find(id); found != error_pages().end()) {
    return rendered(found->second, look);
  }
  std::vector<std::string> topics{"aliases"};
  for (const Command& command : all_commands()) topics.emplace_back(command.name);
  for (const auto& [name, text] : error_pages()) topics.emplace_back(name);
  for (const auto& [name, text] : format_pages()) topics.emplace_back(name);
  throw with_next(with_hint(Error(code::kUnknownTopic, fmt::format("no help on '{}'", topic)),
                            did_you_mean(topic, topics)),
                  "dunlin help");
}

Reply run(Invocation& invocation) {
  const auto topic = invocation.value("TOPIC");
  Reply reply;
  if (invocation.has("man")) {
    reply.text = manual(DUNLIN_VERSION);
  } else {
    reply.text = topic ? page(*topic, invocation.look()) : overview();
  }
  if (invocation.json()) {
    Json::Array commands;
    for (const Command& command : all_commands()) {
      commands.push_back(Json().add("name", command.name).add("summary", command.summary));
    }
    reply.body.add("text", reply.text).add("commands", commands);
  }
  return reply;
}

}  // namespace

const Command& help() {
  static const Command kCommand{
      .name = "help",
      .group = Group::meta,
      .summary = "explain a command, an error's code, a format or the aliases",
      .arguments = {{.name = "TOPIC",
                     .help = "a command, a code like DN1104, aliases, or a format like targets"}},
      .flags = {{.name = "man", .help = "print the manual page in roff"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
