#include "dunlin/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/text.h"
#include "config/url.h"

namespace dunlin::cmd {

namespace {

std::string variable(const Variables& variables, const char* name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

[[noreturn]] void refuse_choice(std::string_view what, const std::string& word,
                                const std::vector<std::string>& choices) {
  throw with_hint(
      Error(code::kUsage, fmt::format("{} is {}, not '{}'", what, joined(choices, " or "), word)),
      did_you_mean(word, choices));
}

// The flag, or else the variable.
std::string format_of(const Arguments& arguments, const Variables& variables, const char* flag,
                      const char* name) {
  static const std::vector<std::string> kChoices{"text", "json"};
  if (const auto chosen = choice_of(arguments, flag, kChoices)) return *chosen;
  const std::string set = variable(variables, name);
  if (set.empty()) return "text";
  if (std::find(kChoices.begin(), kChoices.end(), set) == kChoices.end()) {
    refuse_choice(name, set, kChoices);
  }
  return set;
}

ColorChoice color_of(const Arguments& arguments) {
  const std::string word =
      choice_of(arguments, "color", {"auto", "always", "never"}).value_or("auto");
  if (word == "always") return ColorChoice::always;
  return word == "never" ? ColorChoice::never : ColorChoice::automatic;
}

log::Level least_of(const Arguments& arguments) {
  if (arguments.has("quiet") && arguments.has("verbose")) {
    throw Error(code::kUsage, "--quiet and --verbose exclude each other");
  }
  if (arguments.has("verbose")) return log::Level::debug;
  return arguments.has("quiet") ? log::Level::warning : log::Level::info;
}

constexpr std::string_view kUrlFlag = "--url";

// `scheme://user:password@host`, or `password=` anywhere behind the scheme.
bool is_url_with_password(std::string_view word) {
  const std::size_t scheme = word.find("://");
  if (scheme == std::string_view::npos) return false;
  if (word.find("password=", scheme) != std::string_view::npos) return true;
  const std::size_t at = word.rfind('@');
  const std::size_t colon = word.find(':', scheme + 3);
  if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) return false;
  // `${NAME}` goes to dunlin.yaml as it is (init --url): it tells nobody anything.
  const std::string_view password = word.substr(colon + 1, at - colon - 1);
  return !(password.starts_with("${") && password.find('}') == password.size() - 1);
}

// Where a URL is expected, libpq's keywords and a URL that is spelled wrong may hold one, too.
bool holds_password(std::string_view word, bool is_value) {
  if (config::is_url_of_file(word)) return false;
  if (is_url_with_password(word)) return true;
  if (!is_value || word.find("://") != std::string_view::npos) return false;
  if (word.find("password=") != std::string_view::npos) return true;
  const std::size_t at = word.rfind('@');
  return at != std::string_view::npos && word.find(':') < at;
}

}  // namespace

std::optional<std::string> choice_of(const Arguments& arguments, std::string_view flag,
                                     const std::vector<std::string>& choices) {
  const auto word = arguments.flag(flag);
  if (!word || std::find(choices.begin(), choices.end(), *word) != choices.end()) return word;
  refuse_choice(fmt::format("--{}", flag), *word, choices);
}

Speech speech_of(const Arguments& arguments, const Variables& variables) {
  Speech speech;
  const bool json = format_of(arguments, variables, "format", "DUNLIN_FORMAT") == "json";
  const bool log_json =
      format_of(arguments, variables, "log-format", "DUNLIN_LOG_FORMAT") == "json";
  speech.format = json ? Format::json : Format::text;
  speech.log = log_json ? log::Format::json : log::Format::text;
  speech.least = least_of(arguments);
  speech.terminal = Terminal::look(color_of(arguments));
  return speech;
}

Speech guessed_speech(const std::vector<std::string>& words, const Variables& variables) {
  const auto end = std::find(words.begin(), words.end(), "--");
  const auto says_json = [&](const std::string& flag, const char* name) {
    if (std::find(words.begin(), end, flag + "=json") != end) return true;
    const auto found = std::find(words.begin(), end, flag);
    if (found != end) return found + 1 != end && *(found + 1) == "json";
    return variable(variables, name) == "json";
  };
  Speech speech;
  if (says_json("--format", "DUNLIN_FORMAT")) speech.format = Format::json;
  if (says_json("--log-format", "DUNLIN_LOG_FORMAT")) speech.log = log::Format::json;
  speech.terminal = Terminal::look(ColorChoice::automatic);
  return speech;
}

std::optional<Milliseconds> duration_of(const Arguments& arguments, std::string_view flag) {
  const auto text = arguments.flag(flag);
  if (!text) return std::nullopt;
  if (const auto duration = parse_duration(*text)) return duration;
  throw Error(code::kUsage,
              fmt::format("--{} takes a duration like 500ms, 60s or 10m, not '{}'", flag, *text));
}

config::GlobalFlags global_flags_of(const Arguments& arguments) {
  config::GlobalFlags flags;
  flags.environment = arguments.flag("environment");
  flags.url = arguments.flag("url");
  flags.config = arguments.flag("config");
  flags.directory = arguments.flag("dir");
  flags.schema = arguments.flag("schema");
  flags.wait = duration_of(arguments, "wait");
  flags.lock_wait = duration_of(arguments, "lock-wait");
  return flags;
}

bool hide_passwords(char** words, int count) {
  bool found = false;
  bool is_value = false;
  for (int i = 1; i < count && std::string_view(words[i]) != "--"; ++i) {
    char* word = words[i];
    const bool assigned = std::string_view(word).starts_with("--url=");
    if (assigned) word += kUrlFlag.size() + 1;
    if (holds_password(word, is_value || assigned)) {
      std::memset(word, '*', std::strlen(word));
      found = true;
    }
    is_value = word == kUrlFlag;
  }
  return found;
}

}  // namespace dunlin::cmd
