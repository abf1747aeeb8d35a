#include "inspect/postgres/inspector.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "inspect/postgres/array.h"
#include "inspect/postgres/passing.h"
#include "inspect/postgres/queries.h"

namespace dunlin::inspect::postgres {

// Compiled in.
const std::map<std::string_view, std::string_view>& program_files();

namespace {

using catalog::Catalog;

// The row of the search path; what the other columns hold is of no matter.
constexpr std::string_view kPath =
    "{} UNION ALL SELECT -1, NULL, NULL, NULL, NULL, "
    "current_setting('dunlin.search_path')::text[]";

std::string literal(const db::Connection& connection, const std::string& name) {
  return name.empty() ? "NULL" : connection.quoted(name);
}

std::string wanted_names(const db::Connection& connection,
                         const std::vector<sql::Element>& wanted) {
  std::set<std::pair<std::string, std::string>> names;
  for (const sql::Element& element : wanted) names.emplace(element.schema, element.name);
  std::string rows = "VALUES (NULL::name, NULL::name)";
  for (const auto& [schema, name] : names) {
    rows += fmt::format(", ({}, {})", literal(connection, schema), connection.quoted(name));
  }
  return rows;
}

// The search path, and those of some names that anything at all has: one cheap look before the
// large statement, which plans for longer than most upgrades run.
std::string looked_up(const db::Connection& connection, const std::set<std::string>& names) {
  std::string rows = "VALUES (NULL::name)";
  for (const std::string& name : names) rows += fmt::format(", ({})", connection.quoted(name));
  return fmt::format(
      "WITH wanted (name) AS ({}) "
      "SELECT NULL, pg_catalog.current_schemas(false)::pg_catalog.text UNION ALL "
      "SELECT name::pg_catalog.text, NULL FROM wanted w "
      "WHERE EXISTS (SELECT FROM pg_catalog.pg_class WHERE relname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_type WHERE typname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_proc WHERE proname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_statistic_ext WHERE stxname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_publication WHERE pubname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_subscription WHERE subname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = w.name)"
      " OR EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = w.name)",
      rows);
}

void add_search_path(Catalog& catalog, const db::Value& array) {
  for (const db::Value& schema : elements_of(array.value_or(""))) {
    catalog.search_path.push_back(schema.value_or(""));
  }
}

/// What has no kind of its own.
std::string others(const std::string& condition) {
  return fmt::format("{}{}WHERE {}", kPrepareReading, program_files().at("others"), condition);
}

// What users made, but for extensions and what is of the whole cluster.
constexpr std::string_view kMade =
    "(f.oid >= 16384 OR f.what = 'user mapping') AND f.what <> 'tablespace' AND NOT EXISTS ("
    "SELECT FROM pg_depend m WHERE m.classid = f.class AND m.objid = f.oid AND m.deptype = 'e')";

void add_others(db::Connection& connection, const std::string& condition, Catalog& catalog) {
  for (const db::Row& row : run_in_passing(connection, others(condition)).rows) {
    const auto text = [&](std::size_t column) { return row.at(column).value_or(""); };
    catalog::Object object{{sql::ElementKind::other, text(1), text(2), text(0)}, {}};
    object.set("definition", text(3));
    object.set("owner", text(4));
    object.set("comment", text(5));
    catalog.add(std::move(object));
  }
}

// Asked apart: hardly a migration makes any, and each statement waits for the plan of this one.
void add_others(db::Connection& connection, const std::vector<sql::Element>& wanted,
                Catalog& catalog) {
  std::set<std::string> names;
  for (const sql::Element& element : wanted) {
    if (element.kind == sql::ElementKind::other) names.insert(connection.quoted(element.name));
  }
  if (names.empty()) return;
  add_others(connection, fmt::format("f.name IN ({})", fmt::join(names, ", ")), catalog);
}

// Where the names of a kind stand: what names its schema in the same row, and what they are.
std::string_view names_of(sql::ElementKind kind) {
  switch (kind) {
    case sql::ElementKind::relation:
      return "SELECT relname, relnamespace FROM pg_catalog.pg_class WHERE relkind <> 't'";
    case sql::ElementKind::type:
      return "SELECT t.typname, t.typnamespace FROM pg_catalog.pg_type t "
             "LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid "
             "WHERE t.typtype IN ('e', 'd', 'c', 'r') AND COALESCE(c.relkind, 'c') = 'c'";
    case sql::ElementKind::function:
      return "SELECT proname, pronamespace FROM pg_catalog.pg_proc";
    case sql::ElementKind::schema:
      return "SELECT nspname, NULL::pg_catalog.oid FROM pg_catalog.pg_namespace";
    default:
      return {};
  }
}

class PostgresInspector final : public Inspector {
 public:
  std::vector<std::string> names_beside(db::Connection& connection,
                                        const sql::Element& element) const override {
    std::vector<std::string> names;
    const std::string_view source = names_of(element.kind);
    if (source.empty()) return names;
    const std::string schemas = element.schema.empty() ? "ANY (pg_catalog.current_schemas(false))"
                                                       : connection.quoted(element.schema);
    const std::string statement = fmt::format(
        "SELECT DISTINCT o.name FROM ({}) o (name, schema) "
        "LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.schema "
        "WHERE o.schema IS NULL OR n.nspname = {} ORDER BY o.name",
        source, schemas);
    for (const db::Row& row : run_in_passing(connection, statement).rows) {
      names.push_back(row.at(0).value_or(""));
    }
    return names;
  }

  Catalog read(db::Connection& connection, const std::vector<sql::Element>& wanted) const override {
    std::set<std::string> names;
    for (const sql::Element& element : wanted) names.insert(element.name);
    Catalog empty;
    std::set<std::string> there;
    for (const db::Row& row : run_in_passing(connection, looked_up(connection, names)).rows) {
      if (row.at(0)) {
        there.insert(*row.at(0));
      } else {
        add_search_path(empty, row.at(1));
      }
    }
    add_others(connection, wanted, empty);
    if (there.empty()) return empty;
    std::vector<sql::Element> present;
    for (const sql::Element& element : wanted) {
      if (there.count(element.name) != 0) present.push_back(element);
    }
    const Queries queries(connection.server().version_number);
    Catalog found = read(connection, queries, queries.named(wanted_names(connection, present)));
    for (const auto& [element, object] : empty.all()) found.add(object);
    return found;
  }

  Catalog read_all(db::Connection& connection) const override {
    const Queries queries(connection.server().version_number);
    Catalog found = read(connection, queries, queries.all());
    add_others(connection, std::string(kMade), found);
    return found;
  }

 private:
  static Catalog read(db::Connection& connection, const Queries& queries,
                      const std::string& statement) {
    const db::Result result =
        run_in_passing(connection, std::string(kPrepareReading) + fmt::format(kPath, statement));
    Catalog catalog;
    for (const db::Row& row : result.rows) {
      if (row.at(0) != "-1") {
        catalog.add(queries.object(row));
        continue;
      }
      add_search_path(catalog, row.back());
    }
    return catalog;
  }
};

}  // namespace

const Inspector& inspector() {
  static const PostgresInspector kInspector;
  return kInspector;
}

}  // namespace dunlin::inspect::postgres
