#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "sql/postgres/reader.h"

namespace dunlin::sql::postgres::test {

/// The facts of the one statement in a script.
inline Facts facts(std::string_view script) {
  const Script split = reader().split(script);
  return split.statements.empty() ? Facts() : reader().facts(split.statements.front());
}

inline std::string spelled(const Attributes& attributes) {
  std::string text;
  for (const auto& [name, value] : attributes) {
    text += " " + name + "=";
    for (const char c : value) text += c == '\n' ? '|' : c;
  }
  return text;
}

struct Spell {
  std::string operator()(const Exists& claim) const {
    std::string text = "exists " + describe(claim.element) + spelled(claim.stated);
    if (claim.drawn) text += " +drawn";
    if (claim.replaces) text += " +replaces";
    if (claim.tolerant) text += " +tolerant";
    if (claim.unnamed) text += " +unnamed";
    if (claim.full) text += " +full";
    if (claim.whole) text += " +whole";
    return text;
  }
  std::string operator()(const Gone& claim) const {
    std::string text = "gone " + describe(claim.element);
    if (claim.tolerant) text += " +tolerant";
    if (claim.cascades) text += " +cascades";
    return text;
  }
  std::string operator()(const Renamed& claim) const {
    return "renamed " + describe(claim.from) + " to " + describe(claim.to) +
           (claim.tolerant ? " +tolerant" : "");
  }
  std::string operator()(const Set& claim) const {
    std::string text = "set " + describe(claim.element) + spelled(claim.wanted);
    for (const std::string& name : claim.drawn) text += " " + name + "=?";
    if (claim.how == Set::How::includes) text += " +includes";
    if (claim.how == Set::How::excludes) text += " +excludes";
    if (claim.once) text += " +once";
    return text;
  }
  std::string operator()(const Valid& claim) const { return "valid " + describe(claim.element); }
  std::string operator()(const Label& claim) const {
    std::string text = "label " + describe(claim.element);
    if (claim.before) text += " before " + *claim.before;
    if (claim.after) text += " after " + *claim.after;
    return text + (claim.tolerant ? " +tolerant" : "");
  }
  std::string operator()(const Repeatable& claim) const {
    return claim.session ? "of session" : "repeatable";
  }
  std::string operator()(const Once&) const { return "once"; }
};

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

/// A line for each claim, with all actions one after the other.
inline std::string claims(std::string_view script) {
  std::vector<std::string> lines;
  for (const Action& action : facts(script).actions) {
    for (const Claim& claim : action.claims) lines.push_back(std::visit(Spell{}, claim));
  }
  return joined(lines);
}

/// `create relation "t"`, a line each, sorted.
inline std::string effects(std::string_view script) {
  static constexpr std::string_view kAccess[] = {"create", "drop", "rename", "change", "read"};
  std::vector<std::string> lines;
  for (const Action& action : facts(script).actions) {
    for (const Effect& effect : action.effects) {
      lines.push_back(std::string(kAccess[static_cast<int>(effect.access)]) + " " +
                      describe(effect.element));
    }
  }
  std::sort(lines.begin(), lines.end());
  return joined(lines);
}

/// `SHARE on "t"`, a line each.
inline std::string locks(std::string_view script) {
  std::vector<std::string> lines;
  for (const Action& action : facts(script).actions) {
    for (const Lock& lock : action.locks) {
      lines.push_back(std::string(name_of(lock.mode)) + " on " + describe(lock.relation));
    }
  }
  return joined(lines);
}

/// The texts of the actions, a line each.
inline std::string actions(std::string_view script) {
  std::vector<std::string> lines;
  for (const Action& action : facts(script).actions) {
    lines.emplace_back(script.substr(action.text.begin, action.text.end - action.text.begin));
  }
  return joined(lines);
}

/// What the draft of the first action that has one makes of the statement, with `<name>` for each
/// name; the statement begins with the text.
inline std::string draft(std::string_view script) {
  for (const Action& action : facts(script).actions) {
    if (!action.draft) continue;
    std::vector<std::tuple<std::size_t, std::size_t, bool>> ranges;
    for (const Range& name : action.draft->names) ranges.emplace_back(name.begin, name.end, true);
    for (const Range& cut : action.draft->cuts) ranges.emplace_back(cut.begin, cut.end, false);
    std::sort(ranges.begin(), ranges.end());
    std::string text;
    std::size_t at = 0;
    for (const auto& [begin, end, name] : ranges) {
      text += script.substr(at, begin - at);
      if (name) text += "<" + std::string(script.substr(begin, end - begin)) + ">";
      at = end;
    }
    return text + std::string(script.substr(at));
  }
  return "none";
}

inline Work work(std::string_view script) { return facts(script).actions.front().work; }

}  // namespace dunlin::sql::postgres::test
