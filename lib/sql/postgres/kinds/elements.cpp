#include "sql/postgres/kinds/elements.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/postgres/spelling.h"

namespace dunlin::sql::postgres::kinds {

std::string word(Node node) {
  if (node.is("List")) return word(items(node).last());
  if (node.is("TypeName")) return word(node.inside()["names"].last());
  return std::string(node.inside()["sval"].text());
}

Node items(Node list) { return list.is("List") ? list.inside()["items"] : list; }

std::vector<std::string> words(Node list) {
  std::vector<std::string> all;
  for (const Node item : items(list)) all.push_back(word(item));
  return all;
}

std::string lines(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, "\n"));
}

Element named(ElementKind kind, const std::vector<std::string>& parts) {
  Element element{kind, {}, {}, {}};
  if (!parts.empty()) element.name = parts.back();
  if (parts.size() > 1) element.schema = parts[parts.size() - 2];
  return element;
}

Element named(ElementKind kind, Node list) { return named(kind, words(list)); }

Element part_of(ElementKind kind, const std::vector<std::string>& parts) {
  if (parts.empty()) return {kind, {}, {}, {}};
  return part_of(kind, named(kind, {parts.begin(), parts.end() - 1}), parts.back());
}

Element part_of(ElementKind kind, const Element& owner, std::string part) {
  return {kind, owner.schema, owner.name, std::move(part)};
}

bool is_temporary(Node range_var) {
  return range_var["relpersistence"].text() == "t" || range_var["schemaname"].text() == "pg_temp";
}

Element relation(Node range_var) {
  Element element{ElementKind::relation,
                  std::string(range_var["schemaname"].text()),
                  std::string(range_var["relname"].text()),
                  {}};
  if (is_temporary(range_var)) element.schema = "pg_temp";
  return element;
}

std::string printed(const Element& element) { return qualified(element.schema, element.name); }

std::string printed_type_of(Node type_name) {
  const std::vector<std::string> names = words(type_name["names"]);
  if (names.empty()) return "NONE";
  const bool builtin =
      names.size() == 1 ? is_builtin_type(names.back()) : names[names.size() - 2] == "pg_catalog";
  std::string text =
      builtin ? std::string(printed_type(names.back())) : printed(named(ElementKind::type, names));
  if (type_name["arrayBounds"].count() > 0) text += "[]";
  return text;
}

Element type_of(Node type_name) {
  Element element = named(ElementKind::type, type_name["names"]);
  const bool known =
      element.schema == "pg_catalog" || (element.schema.empty() && is_builtin_type(element.name));
  return known || type_name["pct_type"].flag() ? Element{ElementKind::type, {}, {}, {}} : element;
}

namespace {

bool is_input(Node parameter) {
  const std::string_view mode = parameter["mode"].text();
  return mode != "FUNC_PARAM_OUT" && mode != "FUNC_PARAM_TABLE";
}

std::string parenthesized(const std::vector<std::string>& types) {
  return fmt::format("({})", fmt::join(types, ", "));
}

}  // namespace

std::string input_types(Node parameters) {
  std::vector<std::string> types;
  for (const Node item : items(parameters)) {
    const Node parameter = item.inside();
    if (is_input(parameter)) types.push_back(printed_type_of(parameter["argType"]));
  }
  return parenthesized(types);
}

Element function_of(Node object_with_args) {
  Element function = named(ElementKind::function, object_with_args["objname"]);
  if (object_with_args["args_unspecified"].flag()) return function;
  std::vector<std::string> types;
  for (const Node item : object_with_args["objargs"]) {
    types.push_back(printed_type_of(item.inside()));
  }
  function.part = parenthesized(types);
  return function;
}

Element other(std::string_view what, std::string schema, std::string name) {
  return {ElementKind::other, std::move(schema), std::move(name), std::string(what)};
}

std::string role_of(Node role_spec) {
  const std::string_view type = role_spec["roletype"].text();
  if (type == "ROLESPEC_PUBLIC") return "PUBLIC";
  return type == "ROLESPEC_CSTRING" ? std::string(role_spec["rolename"].text()) : std::string();
}

Node option(Node options, std::string_view name) {
  Node found;
  for (const Node item : items(options)) {
    if (item.inside()["defname"].text() == name) found = item.inside();
  }
  return found;
}

std::string number_at(const Text& text, std::size_t index) {
  if (index >= text.count()) return {};
  const std::string sign = index > 0 && text.at_symbol(index - 1, "-") ? "-" : "";
  return sign + std::string(text[index].text);
}

namespace {

// The parser leaves out a whole number that is not positive; the text has it.
std::string whole_number(const Text& text, Node def_elem) {
  if (const long number = def_elem["arg"].inside()["ival"].number(); number > 0) {
    return std::to_string(number);
  }
  std::size_t i = text.index_at(def_elem.location());
  while (i < text.count() && text[i].kind != TokenKind::number) ++i;
  return number_at(text, i);
}

}  // namespace

std::string option_value(const Text& text, Node def_elem) {
  const Node value = def_elem["arg"];
  if (!value) return "true";
  if (value.is("Integer")) return whole_number(text, def_elem);
  if (value.is("Float")) return std::string(value.inside()["fval"].text());
  if (value.is("Boolean")) return value.inside()["boolval"].flag() ? "true" : "false";
  return word(value);
}

bool option_is_on(Node def_elem) {
  if (!def_elem) return false;
  const Node value = def_elem["arg"];
  if (value.is("Boolean")) return value.inside()["boolval"].flag();
  if (value.is("Integer")) return value.inside()["ival"].number() > 0;
  const std::string text = value ? word(value) : "true";
  return text != "false" && text != "off";
}

}  // namespace dunlin::sql::postgres::kinds
