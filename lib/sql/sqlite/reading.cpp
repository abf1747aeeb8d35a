#include "sql/sqlite/reading.h"

#include <algorithm>

#include "sql/sqlite/name.h"

namespace dunlin::sql::sqlite {

std::optional<std::string> Reading::name() {
  if (done() || !can_name(token())) return std::nullopt;
  std::string name = name_in(token());
  step();
  return name;
}

std::optional<Name> Reading::qualified_name() {
  std::optional<std::string> first = name();
  if (!first) return std::nullopt;
  if (!eat_symbol(".")) return Name{"", std::move(*first)};
  std::optional<std::string> second = name();
  if (!second) return std::nullopt;
  return Name{std::move(*first), std::move(*second)};
}

std::optional<std::string_view> Reading::parenthesised() {
  if (!eat_symbol("(")) return std::nullopt;
  const std::size_t begin = here();
  for (int depth = 0; !done(); step()) {
    if (at_symbol("(")) ++depth;
    if (at_symbol(")") && depth-- == 0) {
      const std::string_view inside = text_.substr(begin, here() - begin);
      step();
      return inside;
    }
  }
  return std::nullopt;
}

std::optional<std::vector<std::string_view>> Reading::list() {
  const auto inside = parenthesised();
  if (!inside) return std::nullopt;
  return parts_of(*inside);
}

std::optional<std::vector<std::string>> Reading::names() {
  const auto inside = parenthesised();
  if (!inside) return std::nullopt;
  std::vector<std::string> all;
  Reading words(*inside, home_);
  do {
    auto name = words.name();
    if (!name) return std::nullopt;
    all.push_back(std::move(*name));
  } while (words.eat_symbol(","));
  if (!words.done()) return std::nullopt;
  return all;
}

Element Reading::relation(const Name& name) const { return relation(name, home_); }

Element Reading::relation(const Name& name, std::string_view schema) const {
  return {ElementKind::relation, name.schema.empty() ? std::string(schema) : name.schema, name.name,
          ""};
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  Lexer lexer(text);
  while (lexer.next() == Found::token) {
    const Token& token = lexer.token();
    if (is_symbol(token, "(")) ++depth;
    if (is_symbol(token, ")")) --depth;
    if (depth == 0 && is_symbol(token, ",")) {
      parts.push_back(text.substr(begin, token.begin - begin));
      begin = token.end();
    }
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::string full_name(const Name& name, std::string_view home) {
  std::string schema(name.schema.empty() ? home : name.schema);
  if (schema.empty()) schema = "main";
  return spelled(schema) + "." + spelled(name.name);
}

void state(Attributes& attributes, std::string_view name, std::string value) {
  if (value.empty()) return;
  const auto at = std::find_if(attributes.begin(), attributes.end(),
                               [&](const auto& attribute) { return attribute.first.str() >= name; });
  if (at != attributes.end() && at->first == name) {
    at->second = std::move(value);
  } else {
    attributes.insert(at, {name, std::move(value)});
  }
}

std::string lines(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += '\n';
    out += value;
  }
  return out;
}

}  // namespace dunlin::sql::sqlite
