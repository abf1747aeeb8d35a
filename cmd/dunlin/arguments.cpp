#include "dunlin/arguments.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "dunlin/parse.h"

namespace dunlin::cmd {

namespace {

using Words = std::vector<std::string>;

const Flag* global_flag(std::string_view word) {
  for (const Flag& flag : global_flags()) {
    if (word == fmt::format("--{}", flag.name) ||
        (!flag.letter.empty() && word == fmt::format("-{}", flag.letter))) {
      return &flag;
    }
  }
  return nullptr;
}

// From `from` on, the first word that is neither a global flag nor the value of one.
std::size_t plain_word(const Words& words, std::size_t from) {
  for (std::size_t i = from; i < words.size(); ++i) {
    if (!words[i].starts_with('-') || words[i] == "-") return i;
    const Flag* flag = global_flag(words[i]);
    if (flag != nullptr && !flag->value.empty() && flag->implied.empty()) ++i;
  }
  return words.size();
}

// The command's name taken out of the words.
struct Named {
  const Command* command = nullptr;
  std::string_view target;  // for TARGET when the user names none
};

void erase(Words& words, std::size_t at) {
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
}

const Alias* alias_of(const std::string& first, const std::string& second) {
  for (const Alias& alias : all_aliases()) {
    if (alias.words[0] != first) continue;
    if (alias.words.size() == 1 || alias.words[1] == second) return &alias;
  }
  return nullptr;
}

// Flask-Migrate means "write a revision", Flyway and dbmate mean "apply": neither is guessed.
[[noreturn]] void refuse_migrate(const std::string& words) {
  Error error(
      code::kAmbiguousAlias,
      words == "db migrate"
          ? "'db migrate' compares models with a database, which dunlin does not do"
          : fmt::format("'{}' means two things: to write a revision, or to apply them", words));
  error.first().next = {"dunlin new \"what changes\"    (writes a revision)",
                        "dunlin upgrade               (applies what is pending)"};
  throw error;
}

[[noreturn]] void refuse_command(const std::string& word) {
  Words names;
  for (const Command& command : all_commands()) names.emplace_back(command.name);
  for (const Alias& alias : all_aliases()) {
    names.push_back(joined(Words(alias.words.begin(), alias.words.end()), " "));
  }
  Error error(code::kUnknownCommand, fmt::format("there is no command '{}'", word));
  error.first().hint = did_you_mean(word, names);
  const bool foreign = word.starts_with("db") || word.starts_with("migrate");
  error.first().next.emplace_back(foreign ? "dunlin help aliases" : "dunlin help");
  throw error;
}

Named take_command(Words& words) {
  const std::size_t at = plain_word(words, 0);
  if (at == words.size()) return {};
  const std::string first = words[at];
  const std::size_t behind = plain_word(words, at + 1);
  const std::string second = behind < words.size() ? words[behind] : std::string();
  if (const Alias* alias = alias_of(first, second)) {
    if (alias->words.size() == 2) erase(words, behind);
    erase(words, at);
    return {find_command(alias->stands_for), alias->target};
  }
  if (const Command* command = find_command(first)) {
    erase(words, at);
    return {command, {}};
  }
  const bool prefixed = (first == "db" || first == "migrate") && !second.empty();
  const std::string whole = prefixed ? first + " " + second : first;
  if (first == "migrate" || whole == "db migrate") refuse_migrate(whole);
  refuse_command(whole);
}

}  // namespace

bool Arguments::has(std::string_view flag) const { return flags.find(flag) != flags.end(); }

std::optional<std::string> Arguments::flag(std::string_view name) const {
  const auto found = flags.find(name);
  if (found == flags.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::all(std::string_view flag) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? Words{} : found->second;
}

std::optional<std::string> Arguments::value(std::string_view argument) const {
  const auto found = values.find(argument);
  if (found == values.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

std::vector<std::string> Arguments::values_of(std::string_view argument) const {
  const auto found = values.find(argument);
  return found == values.end() ? Words{} : found->second;
}

Arguments parse_arguments(const Words& all) {
  // Split here: what is behind `--` is another program's and none of the parser's business.
  const auto dashes = std::find(all.begin(), all.end(), "--");
  Words words(all.begin(), dashes);
  Arguments arguments;
  if (dashes != all.end()) arguments.program.assign(dashes + 1, all.end());

  const Named named = take_command(words);
  arguments.command = named.command;
  parse_flags(words, arguments);
  // `flask db downgrade` and `dbmate rollback` go one back; our own downgrade wants to be told.
  if (!named.target.empty() && !arguments.value("TARGET") && !arguments.has("last-run")) {
    arguments.values["TARGET"] = {std::string(named.target)};
  }
  require_arguments(arguments);
  if (dashes != all.end() && (arguments.command == nullptr || !arguments.command->takes_program)) {
    throw Error(code::kUsage, "only 'run' and 'upgrade' take a program behind '--'");
  }
  return arguments;
}

}  // namespace dunlin::cmd
