#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "sql/reader.h"

namespace dunlin::sql::test {

// Where a part of the text starts.
inline std::size_t offset_in(std::string_view text, std::string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

inline std::string_view between(std::string_view text, std::size_t begin, std::size_t end) {
  return text.substr(begin, end - begin);
}

inline std::string broken_order(const Script& script, std::string_view text) {
  std::size_t behind = 0;
  std::size_t group = 0;
  for (const Statement& statement : script.statements) {
    if (statement.text.empty()) return "a statement is empty";
    if (statement.begin < behind) return "statements overlap";
    if (offset_in(text, statement.text) != statement.begin) return "a place is not its text's";
    behind = statement.end();
    if (statement.has_data) {
      if (offset_in(text, statement.data) < behind) return "data overlaps its statement";
      behind = offset_in(text, statement.data) + statement.data.size();
    }
    if (behind > text.size()) return "a statement goes beyond the text";
    if (&statement == &script.statements.front() ? statement.group != 0
                                                 : statement.group > group + 1) {
      return "a group is left out";
    }
    if (statement.group < group) return "groups do not ascend";
    group = statement.group;
  }
  return {};
}

inline std::string broken_problems(const Script& script, std::string_view text) {
  std::size_t last = 0;
  for (const Problem& problem : script.problems) {
    if (problem.offset < last) return "problems are not by offset";
    if (problem.length == 0) return "a problem underlines nothing";
    if (problem.offset + problem.length > text.size()) return "a problem is beyond the text";
    last = problem.offset;
  }
  return {};
}

// What is between the statements holds none.
inline std::string broken_sum(const Reader& reader, const Script& script, std::string_view text) {
  std::size_t behind = 0;
  const auto empty = [&](std::size_t begin, std::size_t end) {
    return reader.split(between(text, begin, end)).statements.empty();
  };
  for (const Statement& statement : script.statements) {
    if (!empty(behind, statement.begin)) return "a statement was lost";
    behind = statement.end();
    if (!statement.has_data) continue;
    const std::size_t data = offset_in(text, statement.data);
    if (!empty(behind, data)) return "a statement was lost before data";
    behind = data + statement.data.size();
  }
  return empty(behind, text.size()) ? "" : "the last statement was lost";
}

inline std::string broken_tokens(const Reader& reader, const Script& script,
                                 std::string_view text) {
  std::size_t behind = 0;
  for (const Token& token : reader.tokens(text)) {
    if (token.text.empty()) return "a token is empty";
    if (token.begin < behind) return "tokens overlap";
    if (offset_in(text, token.text) != token.begin) return "a token's place is not its text's";
    if (!reader.tokens(between(text, behind, token.begin)).empty()) return "a token was lost";
    behind = token.end();
  }
  if (behind > text.size()) return "a token goes beyond the text";
  // Behind a piece of a string, what is open may read otherwise without it.
  const bool sound = script.problems.empty();
  if (sound && !reader.tokens(text.substr(behind)).empty()) return "the last token was lost";
  return {};
}

inline std::string broken_statement(const Reader& reader, const Statement& statement) {
  if (statement.has_data) return {};  // without its rows it is none
  const Script again = reader.split(statement.text);
  if (!again.problems.empty()) return "a statement has a problem that its script had not";
  if (again.statements.size() != 1) return "a statement falls apart";
  const Statement& same = again.statements.front();
  if (same.text != statement.text) return "a statement changes when read alone";
  if (same.alone != statement.alone) return "its ability changes when read alone";
  return {};
}

inline std::string broken_fingerprint(const Reader& reader, const Script& script,
                                      std::string_view text) {
  const std::string wanted = reader.fingerprint(text);
  // Right at the end, SQLite takes this for two operators.
  if (!text.ends_with("/*") && reader.fingerprint(std::string(text) + "\n;\n") != wanted) {
    return "an empty statement changes the checksum";
  }
  const bool only_tokens =
      std::none_of(script.statements.begin(), script.statements.end(),
                   [](const Statement& statement) { return statement.has_data; }) &&
      text.find("restrict") == std::string_view::npos;
  if (!only_tokens) return {};
  std::string apart;
  for (const Token& token : reader.tokens(text)) apart.append(" /**/").append(token.text);
  return reader.fingerprint(apart) == wanted ? "" : "comments change the checksum";
}

/// The first of the rules that hold for every text, whatever it is, that `reader` breaks for this
/// one; empty when it keeps them all. The fuzz targets ask the same.
inline std::string broken_rule(const Reader& reader, std::string_view text) {
  const Script script = reader.split(text);
  if (std::string rule = broken_order(script, text); !rule.empty()) return rule;
  if (std::string rule = broken_problems(script, text); !rule.empty()) return rule;
  if (std::string rule = broken_tokens(reader, script, text); !rule.empty()) return rule;
  if (!script.problems.empty()) {
    reader.fingerprint(text);  // says something of any text
    return {};
  }
  if (std::string rule = broken_sum(reader, script, text); !rule.empty()) return rule;
  for (const Statement& statement : script.statements) {
    if (std::string rule = broken_statement(reader, statement); !rule.empty()) return rule;
  }
  return broken_fingerprint(reader, script, text);
}

}  // namespace dunlin::sql::test
