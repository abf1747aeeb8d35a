#include "dunlin/invocation.h"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <cstdio>
#include <iostream>

#include "base/redact.h"
#include "base/text.h"

namespace dunlin::cmd {

std::optional<std::size_t> Invocation::count(std::string_view flag) const {
  const auto text = arguments_.flag(flag);
  if (!text) return std::nullopt;
  std::size_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, failed] = std::from_chars(text->data(), end, number);
  if (failed == std::errc{} && stop == end) return number;
  throw Error(code::kUsage, fmt::format("--{} takes a number, not '{}'", flag, *text));
}

std::string Invocation::variable(const std::string& name) const {
  const auto found = context_.variables().find(name);
  return found == context_.variables().end() ? std::string() : found->second;
}

std::string Invocation::next(std::string_view command) const {
  return where_.in(fmt::format("dunlin {}", command));
}

std::string Invocation::next_line(std::string_view command) const {
  return fmt::format("next: {}\n", next(command));
}

std::string Invocation::again(std::string_view less, const std::string& more) const {
  std::string line(arguments_.command->name);
  for (const Argument& argument : arguments_.command->arguments) {
    for (const std::string& value : arguments_.values_of(argument.name)) {
      line += " " + shell_word(value);
    }
  }
  for (const Flag& flag : arguments_.command->flags) {
    if (flag.name == less) continue;
    for (const std::string& value : arguments_.all(flag.name)) {
      line += fmt::format(" --{}", flag.name);
      if (!flag.value.empty()) line += " " + shell_word(value);
    }
  }
  return next(more.empty() ? line : line + " " + more);
}

std::string Invocation::database() const {
  const config::Settings settings = config::resolve(context_.flags(), context_.variables(),
                                                    context_.config(), config::Need::database);
  if (settings.environment_name) {
    return fmt::format("the database of environment '{}'", *settings.environment_name);
  }
  const auto& url = settings.environment.source.url;
  return url ? "the database " + redacted(url->value) : std::string("the database");
}

std::string Invocation::ask(const std::string& question) const {
  fmt::print(stderr, "{}", redacted(question));
  std::fflush(stderr);
  std::string answer;
  if (!std::getline(std::cin, answer)) {
    throw Error(code::kConfirmation, "no answer; nothing was done");
  }
  return std::string(trimmed(answer));
}

void Invocation::confirm(const std::string& what) const {
  if (arguments_.has("yes")) return;
  if (!can_ask()) {
    throw with_next(
        with_note(Error(code::kConfirmation,
                        fmt::format("{}, which wants a confirmation, and there is no terminal to "
                                    "ask on",
                                    what)),
                  "nothing was done"),
        again({}, "--yes"));
  }
  std::string question = what;
  question[0] = static_cast<char>(std::toupper(question[0]));
  const std::string word = lower(ask(fmt::format("{}. Go on? [y/N] ", question)));
  if (word != "y" && word != "yes") {
    throw Error(code::kConfirmation, "not confirmed; nothing was done");
  }
}

std::optional<std::string> Invocation::confirmed() const {
  if (const auto given = arguments_.flag("confirm")) return given;
  const std::string set = variable("DUNLIN_CONFIRM");
  return set.empty() ? std::nullopt : std::optional(set);
}

Json Invocation::report(const Json& body, const std::vector<Diagnostic>& errors) const {
  Outcome outcome;
  outcome.command = name_of(arguments_);
  outcome.exit = errors.empty() ? Exit::done : errors.front().code.exit;
  outcome.body = body;
  outcome.errors = errors;
  outcome.warnings = progress_.warnings();
  return document(outcome, context_.seen);
}

std::string name_of(const Arguments& arguments) {
  return arguments.command == nullptr ? std::string() : std::string(arguments.command->name);
}

}  // namespace dunlin::cmd
