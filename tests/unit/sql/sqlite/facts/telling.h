#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "sql/sqlite/facts.h"

namespace dunlin::sql::sqlite::test {

/// `main.t.a`; what is not there is left out.
inline std::string told(const Element& element) {
  std::string text = std::string(name_of(element.kind)) + " ";
  if (!element.schema.empty()) text += element.schema + ".";
  text += element.name;
  return element.part.empty() ? text : text + "." + element.part;
}

/// `{kind=table, strict=true}`; lines of a value are apart by `|`.
inline std::string told(const Attributes& attributes) {
  std::string text = "{";
  for (const auto& [name, value] : attributes) {
    if (text.size() > 1) text += ", ";
    text += name + "=";
    for (const char c : value) text += c == '\n' ? '|' : c;
  }
  return text + "}";
}

inline std::string told(const Claim& claim) {
  if (const auto* exists = std::get_if<Exists>(&claim)) {
    return told(exists->element) + (exists->unnamed ? "? " : " ") + told(exists->stated) +
           (exists->tolerant ? " if not exists" : "");
  }
  if (const auto* gone = std::get_if<Gone>(&claim)) {
    return "gone " + told(gone->element) + (gone->tolerant ? " if exists" : "");
  }
  if (const auto* renamed = std::get_if<Renamed>(&claim)) {
    return told(renamed->from) + " -> " + told(renamed->to);
  }
  return std::holds_alternative<Once>(claim)         ? "once"
         : std::holds_alternative<Repeatable>(claim) ? "repeatable"
                                                     : "another claim";
}

inline std::string told(const Effect& effect) {
  static constexpr std::string_view kNames[] = {"create", "drop", "rename", "change", "read"};
  std::string text(kNames[static_cast<int>(effect.access)]);
  text += " " + told(effect.element);
  return effect.access == Access::rename ? text + " -> " + told(effect.to) : text;
}

inline Facts facts(std::string_view text) {
  Statement statement;
  statement.text = text;
  return facts_of(statement);
}

inline std::vector<std::string> claims(std::string_view text) {
  std::vector<std::string> all;
  const Facts told_facts = facts(text);
  for (const Claim& claim : told_facts.actions.front().claims) all.push_back(told(claim));
  return all;
}

inline std::vector<std::string> effects(std::string_view text) {
  std::vector<std::string> all;
  const Facts told_facts = facts(text);
  for (const Effect& effect : told_facts.actions.front().effects) all.push_back(told(effect));
  return all;
}

}  // namespace dunlin::sql::sqlite::test
