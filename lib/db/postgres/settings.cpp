#include "db/postgres/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "base/error.h"

namespace dunlin::db::postgres {
namespace {

/// As the server reads them: a backslash keeps the next character, a blank included.
std::vector<std::string> words_of(std::string_view options) {
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t at = 0; at < options.size(); ++at) {
    if (options[at] == ' ') {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (options[at] == '\\' && at + 1 < options.size()) ++at;
    words.back() += options[at];
  }
  return words;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> settings_in(std::string_view options) {
  std::vector<std::pair<std::string, std::string>> settings;
  const std::vector<std::string> words = words_of(options);
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::string setting = words[at];
    if (setting == "-c" && at + 1 < words.size()) {
      setting = words[++at];
    } else if (setting.starts_with("-c") || setting.starts_with("--")) {
      setting.erase(0, 2);
    }
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0 || setting.starts_with('-')) {
      throw Error(
          code::kBadUrl,
          fmt::format("options= holds '{}', which is no setting: write -c name=value", words[at]));
    }
    std::string name = setting.substr(0, equals);
    std::replace(name.begin(), name.end(), '-', '_');  // --statement-timeout=1s
    settings.emplace_back(std::move(name), setting.substr(equals + 1));
  }
  return settings;
}

}  // namespace dunlin::db::postgres
