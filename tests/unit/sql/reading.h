#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/place.h"
#include "sql/reader.h"

namespace dunlin::sql::test {

inline std::vector<std::string> texts(const Script& script) {
  std::vector<std::string> all;
  for (const Statement& statement : script.statements) all.emplace_back(statement.text);
  return all;
}

inline std::vector<std::string> texts(const Reader& reader, std::string_view script) {
  return texts(reader.split(script));
}

/// `line:column DN1301`, one for each problem.
inline std::vector<std::string> problems(const Reader& reader, std::string_view script) {
  std::vector<std::string> all;
  for (const Problem& problem : reader.split(script).problems) {
    const Place place = place_at("", script, problem.offset);
    all.push_back(fmt::format("{}:{} {}", place.line, place.column, problem.code.id));
  }
  return all;
}

/// `0 a | 0 b | 1 c`: the statements with the number of their group.
inline std::string groups(const Reader& reader, std::string_view text) {
  const Script script = reader.split(text);
  std::string all;
  for (const Statement& statement : script.statements) {
    if (!all.empty()) all += " | ";
    all += fmt::format("{} {}", statement.group, statement.text);
  }
  return all;
}

inline bool alone(const Reader& reader, std::string_view text) {
  const Script script = reader.split(text);
  return script.statements.size() == 1 && script.statements.front().alone;
}

/// `word:select`, `string:'a'` and so on.
inline std::vector<std::string> spelled(const Reader& reader, std::string_view text) {
  static constexpr std::string_view kNames[] = {"word",      "quoted", "string",   "number",
                                                "parameter", "symbol", "semicolon"};
  std::vector<std::string> all;
  for (const Token& token : reader.tokens(text)) {
    all.push_back(fmt::format("{}:{}", kNames[static_cast<int>(token.kind)], token.text));
  }
  return all;
}

}  // namespace dunlin::sql::test
