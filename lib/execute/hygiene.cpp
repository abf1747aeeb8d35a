#include "execute/hygiene.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"

namespace dunlin::execute {

namespace {

constexpr std::array<std::string_view, 10> kHarmless = {"create", "alter",   "drop",    "insert",
                                                        "update", "delete",  "comment", "grant",
                                                        "revoke", "truncate"};

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

}  // namespace dunlin::execute
