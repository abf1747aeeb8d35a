#include "inspect/sqlite/stored.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "sql/sqlite/facts.h"
#include "sql/sqlite/name.h"
#include "sql/sqlite/reading.h"

namespace dunlin::inspect::sqlite {

namespace {

using catalog::Catalog;
using catalog::Element;
using catalog::ElementKind;
using catalog::Object;

/// The table that a foreign key refers to by its primary key, without naming the columns.
std::optional<Element> referenced_by_key(const Object& object) {
  if (object.element.kind != ElementKind::constraint || object.get("kind") != "foreign key" ||
      !object.get("referenced_columns").empty()) {
    return std::nullopt;
  }
  sql::sqlite::Reading words(object.get("references"), {});
  const auto name = words.qualified_name();
  if (!name) return std::nullopt;
  return words.relation(*name);
}

/// The names of a list of keys, without collation and direction.
std::string names_of(std::string_view keys) {
  std::vector<std::string> names;
  while (!keys.empty()) {
    const std::size_t end = std::min(keys.find('\n'), keys.size());
    sql::sqlite::Reading words(keys.substr(0, end), {});
    names.push_back(sql::sqlite::spelled(words.name().value_or("")));
    keys.remove_prefix(std::min(end + 1, keys.size()));
  }
  return sql::sqlite::lines(names);
}

std::string primary_key_of(const Catalog& catalog, const Element& table) {
  for (const Object* object : catalog.parts(table, ElementKind::constraint)) {
    if (object->get("kind") == "primary key") return names_of(object->get("columns"));
  }
  return {};
}

}  // namespace

void add_stored(const Stored& row, Catalog& catalog) {
  const sql::Facts facts = sql::sqlite::facts_of_stored(row.sql, row.database);
  int position = 0;
  bool known = false;
  for (const sql::Claim& claim : facts.actions.front().claims) {
    const auto* exists = std::get_if<sql::Exists>(&claim);
    if (exists == nullptr) continue;
    known = true;
    Object object{exists->element, exists->stated};
    if (object.element.kind == ElementKind::column) {
      object.set("position", std::to_string(++position));
    }
    catalog.add(std::move(object));
  }
  if (known || row.type == "trigger") return;
  Object object;
  object.element = {ElementKind::relation, row.database, sql::sqlite::folded(row.name), ""};
  object.set("kind", row.type);
  catalog.add(std::move(object));
}

void add_referenced_columns(Catalog& catalog) {
  std::vector<Object> completed;
  for (const auto& [element, object] : catalog.all()) {
    const auto table = referenced_by_key(object);
    if (!table) continue;
    completed.push_back(object);
    completed.back().set("referenced_columns", primary_key_of(catalog, *table));
  }
  for (Object& object : completed) catalog.add(std::move(object));
}

std::vector<Element> missing_referenced(const Catalog& catalog) {
  std::set<Element> missing;
  for (const auto& [element, object] : catalog.all()) {
    const auto table = referenced_by_key(object);
    if (table && catalog.find(*table) == nullptr) missing.insert(*table);
  }
  return {missing.begin(), missing.end()};
}

}  // namespace dunlin::inspect::sqlite
