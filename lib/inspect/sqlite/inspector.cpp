#include "inspect/sqlite/inspector.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "inspect/sqlite/stored.h"

namespace dunlin::inspect::sqlite {

namespace {

using catalog::Catalog;
using catalog::Element;
using catalog::ElementKind;

// Above this, the names make a longer text than the schema.
constexpr std::size_t kManyNames = 2000;

/// The rows of both schema tables that `condition` takes. What has no text is the index of a
/// constraint.
std::string rows_where(const std::string& condition) {
  std::string text;
  for (const char* database : {"main", "temp"}) {
    if (!text.empty()) text += " UNION ALL ";
    text += fmt::format(
        "SELECT '{0}', type, name, sql FROM {0}.{1} WHERE sql IS NOT NULL AND {2}", database,
        std::string_view(database) == "temp" ? "sqlite_temp_master" : "sqlite_master", condition);
  }
  return text;
}

Stored stored(db::Row& row) {
  const auto text = [&](std::size_t column) { return std::move(row[column]).value_or(""); };
  return {text(0), text(1), text(2), text(3)};
}

void add_rows(db::Connection& connection, const std::string& sql, Catalog& catalog) {
  db::Result result = connection.query(sql, {});
  for (db::Row& row : result.rows) add_stored(stored(row), catalog);
}

/// The names by which the rows of these elements are found: their own, and their tables'.
std::string rows_of(db::Connection& connection, const std::vector<Element>& wanted) {
  std::set<std::string> names;
  for (const Element& element : wanted) {
    names.insert(element.name);
    // DROP TRIGGER names no table.
    if (element.name.empty()) names.insert(element.part);
  }
  if (names.size() > kManyNames) return rows_where("true");
  std::string list;
  for (const std::string& name : names) {
    if (!list.empty()) list += ", ";
    list += connection.quoted(name);
  }
  return rows_where(
      fmt::format("(name COLLATE NOCASE IN ({0}) OR tbl_name COLLATE NOCASE IN ({0}))", list));
}

class SqliteInspector final : public Inspector {
 public:
  Catalog read(db::Connection& connection, const std::vector<Element>& wanted) const override {
    Catalog catalog;
    catalog.search_path = {"main"};
    if (wanted.empty()) return catalog;
    add_rows(connection, rows_of(connection, wanted), catalog);
    const std::vector<Element> referenced = missing_referenced(catalog);
    if (referenced.empty()) {
      add_referenced_columns(catalog);
      return catalog;
    }
    // Only their primary keys are asked for; they are no part of the answer.
    Catalog all = catalog;
    add_rows(connection, rows_of(connection, referenced), all);
    add_referenced_columns(all);
    for (const auto& [element, object] : catalog.all()) catalog.add(*all.find(element));
    return catalog;
  }

  std::vector<std::string> names_beside(db::Connection& connection,
                                        const Element& element) const override {
    std::vector<std::string> names;
    const bool trigger = element.kind == ElementKind::trigger;
    if (!trigger && element.kind != ElementKind::relation) return names;
    const db::Result result = connection.query(
        fmt::format("SELECT name FROM main.sqlite_master WHERE (type = 'trigger') = {} ", trigger) +
            "AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
            "AND tbl_name NOT LIKE 'dunlin\\_%' ESCAPE '\\'",
        {});
    for (const db::Row& row : result.rows) names.push_back(row.at(0).value_or(""));
    return names;
  }

  Catalog read_all(db::Connection& connection) const override {
    Catalog catalog;
    catalog.search_path = {"main"};
    const bool lists_tables = connection.server().version_number >= 3037000;
    add_rows(connection,
             rows_where("name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND "
                        "tbl_name NOT LIKE 'dunlin\\_%' ESCAPE '\\'" +
                        std::string(lists_tables ? " AND tbl_name NOT IN (SELECT name FROM "
                                                   "pragma_table_list WHERE type = 'shadow')"
                                                 : "")),
             catalog);
    add_referenced_columns(catalog);
    return catalog;
  }
};

}  // namespace

const Inspector& inspector() {
  static const SqliteInspector kInspector;
  return kInspector;
}

}  // namespace dunlin::inspect::sqlite
