#include "dunlin/help.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dunlin/markdown.h"
#include "dunlin/pages.h"
#include "dunlin/parse.h"

namespace dunlin::cmd {

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr Group kGroups[] = {Group::run,    Group::inspect,  Group::author,
                             Group::repair, Group::database, Group::meta};

std::string shown(const Flag& flag) {
  std::string text = flag.letter.empty() ? "    " : fmt::format("-{}, ", flag.letter);
  text += fmt::format("--{}", flag.name);
  if (!flag.implied.empty()) return text + fmt::format("[={}]", flag.value);
  return flag.value.empty() ? text : text + fmt::format(" {}", flag.value);
}

Rows rows_of(std::span<const Flag> flags) {
  Rows rows;
  for (const Flag& flag : flags) rows.push_back({"  " + shown(flag), std::string(flag.help)});
  return rows;
}

std::string table_of(const Command& command) {
  Rows rows;
  for (const Argument& argument : command.arguments) {
    rows.push_back({fmt::format("  {}", argument.name), std::string(argument.help)});
  }
  for (auto& row : rows_of(command.flags)) rows.push_back(std::move(row));
  return columns(rows);
}

// The page without its title and its synopsis, which are generated.
std::string_view body_of(std::string_view page) {
  const std::size_t section = page.find("\n## ");
  return section == std::string_view::npos ? std::string_view{} : page.substr(section + 1);
}

}  // namespace

std::string overview() {
  std::string out =
      "dunlin runs plain SQL migrations as a graph of revisions on PostgreSQL and SQLite.\n"
      "\n"
      "  dunlin init                             start in this folder\n"
      "  dunlin new \"add orders\"                 write a revision\n"
      "  dunlin upgrade                          apply what is pending\n"
      "  dunlin status                           see what is applied and what is not\n"
      "  dunlin run --wait=60s -- gunicorn app   wait, migrate, become the program\n";
  for (const Group group : kGroups) {
    Rows rows;
    for (const Command& command : all_commands()) {
      if (command.group == group) {
        rows.push_back({"  " + std::string(command.name), std::string(command.summary)});
      }
    }
    out += fmt::format("\n{}\n{}", title_of(group), columns(rows));
  }
  out += "\nFlags of every command\n" + columns(rows_of(global_flags()));
  out += "\nMore: dunlin help COMMAND, dunlin help DN1104 (an error's code), dunlin help aliases\n";
  return out;
}

std::string help_of(const Command& command, const Look& look) {
  std::string out = fmt::format("{}: {}\n\nusage: dunlin {}\n\n", command.name, command.summary,
                                usage_of(command));
  const auto page = command_pages().find(command.name);
  out += page != command_pages().end() ? rendered(body_of(page->second), look) : table_of(command);
  out += "\nFlags of every command: dunlin help\n";
  return out;
}

std::string alias_table() {
  Rows rows;
  for (const Alias& alias : all_aliases()) {
    const std::vector<std::string> words(alias.words.begin(), alias.words.end());
    rows.push_back({"  dunlin " + joined(words, " "),
                    fmt::format("dunlin {} {}", alias.stands_for, alias.target),
                    std::string(alias.from)});
  }
  return "Words from other tools, and what they stand for\n\n" + columns(rows);
}

}  // namespace dunlin::cmd
