#include "catalog/render.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/attributes.h"

namespace dunlin::catalog {

namespace {

constexpr std::string_view kSet = "true";

std::string words_of(std::string_view attribute) {
  std::string words(attribute);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

/// A list has commas in place of its line ends, other text blanks.
std::string on_a_line(ElementKind kind, std::string_view attribute, std::string_view value) {
  const AttributeRule* rule = rule_of(kind, attribute);
  const bool list = rule == nullptr || rule->compare != Compare::expression || attribute == "keys";
  std::string line;
  bool blank = false;
  for (const char c : value) {
    if (c == '\n' && list) {
      line += ", ";
    } else if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
      blank = true;
    } else {
      if (blank && !line.empty() && line.back() != ' ') line += ' ';
      blank = false;
      line += c;
    }
  }
  return line;
}

std::string values_of(const Difference& difference) {
  const std::string name = words_of(difference.attribute);
  const auto line = [&](const std::string& value) {
    return on_a_line(difference.element.kind, difference.attribute, value);
  };
  if (difference.actual.empty() && difference.wanted == kSet) return name + " is not set";
  if (difference.wanted.empty() && difference.actual == kSet) {
    return name + " is set, and should not be";
  }
  if (difference.actual.empty()) {
    return fmt::format("has no {}, wanted {}", name, line(difference.wanted));
  }
  return fmt::format("{} is {}, wanted {}", name, line(difference.actual),
                     difference.wanted.empty() ? "none" : line(difference.wanted));
}

}  // namespace

std::string title(const Object& object) {
  const std::string text = describe(object.element);
  const std::string_view kind = object.get("kind");
  if (object.element.kind != ElementKind::relation || kind.empty()) return text;
  return std::string(kind) + text.substr(name_of(object.element.kind).size());
}

std::string text_of(const Object& object) {
  std::string text = title(object);
  const char* separator = ": ";
  for (const auto& [name, value] : object.attributes) {
    const AttributeRule* rule = rule_of(object.element.kind, name);
    const bool said = name == "kind" && object.element.kind == ElementKind::relation;
    if (said || (rule != nullptr && !rule->counts)) continue;
    text += separator + words_of(name);
    if (value != kSet) text += " " + on_a_line(object.element.kind, name, value);
    separator = ", ";
  }
  return text;
}

std::string text_of(const Difference& difference, std::string_view home) {
  Element named = difference.element;
  if (named.schema == home) named.schema.clear();
  const std::string element = describe(named);
  switch (difference.kind) {
    case Difference::Kind::missing:
      return element + " is missing";
    case Difference::Kind::extra:
      return element + " is there and not wanted";
    case Difference::Kind::different:
      return element + ": " + values_of(difference);
  }
  return element;
}

}  // namespace dunlin::catalog
