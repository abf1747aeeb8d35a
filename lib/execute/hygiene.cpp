#include "execute/hygiene.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string>
#include <string_view>

#include "base/text.h"

namespace dunlin::execute {

namespace {

constexpr std::array<std::string_view, 10> kHarmless = {"create", "alter",   "drop",    "insert",
                                                        "update", "delete",  "comment", "grant",
                                                        "revoke", "truncate"};

// A statement may be as long as its file; the words that count stand at its beginning.
constexpr std::size_t kLongestSetting = 256;

bool is_harmless(const sql::Statement& statement) {
  const std::string text = lower(statement.text);
  const std::string_view verb = std::string_view(text).substr(0, text.find_first_of(" \t\r\n(;"));
  if (std::find(kHarmless.begin(), kHarmless.end(), verb) == kHarmless.end()) return false;
  return text.find("set_config") == std::string::npos && text.find("temp") == std::string::npos;
}

}  // namespace

bool touches_session(const plan::Step& step) {
  if (!step.script) return false;
  const auto& statements = step.script->statements;
  return !std::all_of(statements.begin(), statements.end(), is_harmless);
}

std::size_t settings_ahead(std::span<const sql::Statement> statements) {
  std::size_t ahead = 0;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    std::istringstream words(lower(statements[i].text.substr(0, kLongestSetting)));
    std::string verb, first, second;
    words >> verb >> first >> second;
    if (verb != "set") break;
    const bool scoped = first == "local" || first == "session";
    if ((scoped ? second : first) == "transaction") ahead = i + 1;
  }
  return ahead;
}

}  // namespace dunlin::execute
