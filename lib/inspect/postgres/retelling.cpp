#include "inspect/postgres/retelling.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "inspect/postgres/names.h"
#include "sql/postgres/lexer.h"

namespace dunlin::inspect::postgres {

namespace {

using catalog::Object;
using sql::ElementKind;

/// `before`, the attribute and `after`, or nothing where there is no such attribute.
std::string clause(const Object& object, std::string_view attribute, std::string_view before,
                   std::string_view after = "") {
  const std::string_view value = object.get(attribute);
  return value.empty() ? std::string() : fmt::format("{}{}{}", before, value, after);
}

std::string joined(std::string_view lines) {
  std::string text;
  for (const char c : lines) {
    if (c == '\n')
      text += ", ";
    else
      text += c;
  }
  return text;
}

/// Lines of names, as a list of identifiers.
std::string names(std::string_view lines) {
  std::string text;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    text += (text.empty() ? "" : ", ") + quoted_name(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return text;
}

Step shown(std::string text, const std::string& name) {
  return {std::move(text), {}, {}, true, {name}};
}

std::string column(const Object& object) {
  return fmt::format("ALTER TABLE {} ADD COLUMN {} {}{}{}{}", on_copy(object.element.name),
                     quoted_name(object.element.part), object.get("type"),
                     clause(object, "collation", " COLLATE "),
                     clause(object, "default", " DEFAULT "),
                     clause(object, "generated", " GENERATED ALWAYS AS (",
                            object.get("generated_kind") == "virtual" ? ") VIRTUAL" : ") STORED"));
}

std::string index(const Object& object, const std::string& table) {
  const std::string include = names(object.get("include"));
  return fmt::format("CREATE INDEX {} ON {} USING {} ({}){}{}", quoted_name(object.element.name),
                     on_copy(table), object.get("method"), joined(object.get("keys")),
                     include.empty() ? "" : fmt::format(" INCLUDE ({})", include),
                     clause(object, "predicate", " WHERE "));
}

std::string view(const Object& object) {
  const std::string columns = names(object.get("columns"));
  std::string_view query = object.get("definition");
  if (query.ends_with(';')) query.remove_suffix(1);
  return fmt::format("CREATE VIEW {} {} AS {}", on_copy(object.element.name),
                     columns.empty() ? "" : fmt::format("({})", columns), query);
}

std::string domain(const Object& object) {
  return fmt::format("CREATE DOMAIN {} AS {}{}{}{}", on_copy(object.element.name),
                     object.get("base"), clause(object, "collation", " COLLATE "),
                     clause(object, "default", " DEFAULT "),
                     object.get("not_null").empty() ? "" : " NOT NULL");
}

std::string policy(const Object& object) {
  return fmt::format("CREATE POLICY {} ON {} FOR {}{}{}", quoted_name(object.element.part),
                     on_copy(object.element.name), object.get("command"),
                     clause(object, "using", " USING (", ")"),
                     clause(object, "check", " WITH CHECK (", ")"));
}

/// The definition of a trigger or rule, with the copy in the place of its table.
std::string on_table(const Object& object, std::string_view before) {
  const std::string_view text = object.get("definition");
  sql::postgres::Lexer lexer(text);
  while (lexer.next() == sql::Found::token) {
    if (!sql::is_word(lexer.token(), before)) continue;
    if (lexer.next() != sql::Found::token) break;
    const std::size_t begin = lexer.token().begin;
    const std::string schema = unquoted(lexer.token().text);
    if (schema != object.element.schema || lexer.next() != sql::Found::token ||
        !sql::is_symbol(lexer.token(), ".") || lexer.next() != sql::Found::token) {
      continue;
    }
    return fmt::format("{}{}{}", text.substr(0, begin), on_copy(object.element.name),
                       text.substr(lexer.token().end()));
  }
  return {};
}

Steps of_relation(const db::Connection& connection, const Object& object) {
  const std::string_view kind = object.get("kind");
  if (kind == "index") {
    const auto [schema, table] = parts_of(object.get("table"));
    return {copy_of(connection, {ElementKind::relation, schema, table, ""}),
            shown(index(object, table), table)};
  }
  if (object.get("definition").empty()) return {};
  return {shown(view(object), object.element.name)};
}

Steps on_copy_of_owner(const db::Connection& connection, const Object& object, std::string text) {
  if (text.empty()) return {};
  return {copy_of(connection, object.element.owner()), shown(std::move(text), object.element.name)};
}

Steps of_column(const db::Connection& connection, const Object& object) {
  if (object.get("default").empty() && object.get("generated").empty()) return {};
  Steps steps = on_copy_of_owner(connection, object, column(object));
  steps.insert(steps.begin() + 1,
               {fmt::format("ALTER TABLE {} DROP COLUMN IF EXISTS {} CASCADE",
                            on_copy(object.element.name), quoted_name(object.element.part))});
  return steps;
}

Steps of_constraint(const db::Connection& connection, const Object& object,
                    std::string_view owner) {
  const std::string_view definition = object.get("definition");
  if (definition.empty()) return {};
  return on_copy_of_owner(
      connection, object,
      fmt::format("ALTER {} {} ADD CONSTRAINT {} {}", owner, on_copy(object.element.name),
                  quoted_name(object.element.part), definition));
}

}  // namespace

Steps retelling(const db::Connection& connection, const Object& object) {
  switch (object.element.kind) {
    case ElementKind::relation:
      return of_relation(connection, object);
    case ElementKind::column:
      return of_column(connection, object);
    case ElementKind::constraint:
      return of_constraint(connection, object, "TABLE");
    case ElementKind::domain_constraint:
      return of_constraint(connection, object, "DOMAIN");
    case ElementKind::type:
      if (object.get("default").empty()) return {};
      return {shown(domain(object), object.element.name)};
    case ElementKind::policy:
      return on_copy_of_owner(connection, object, policy(object));
    case ElementKind::trigger:
      return on_copy_of_owner(connection, object, on_table(object, "on"));
    case ElementKind::rule:
      return on_copy_of_owner(connection, object, on_table(object, "to"));
    default:
      return {};
  }
}

}  // namespace dunlin::inspect::postgres
