#include <algorithm>
#include <array>

#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_serial(Node type_name) {
  const Node names = type_name["names"];
  return names.count() == 1 && is_one_of(word(names.last()), {"serial", "serial4", "bigserial",
                                                              "serial8", "smallserial", "serial2"});
}

// What it costs to give a new column this default. A volatile function gives each row its own
// value; that `now()` is none, the server knows and so do we; of others only it does.
Work work_of_default(Node expression) {
  Work work = Work::none;
  for (const Value* at = expression.first_value(); at != expression.last_value(); ++at) {
    if (at->key != "FuncCall") continue;
    const std::string name = word(Node(at)["funcname"].last());
    if (is_one_of(name, {"random", "gen_random_uuid", "uuid_generate_v4", "uuid_generate_v1",
                         "clock_timestamp", "timeofday", "nextval"})) {
      return Work::rewrite;
    }
    if (!is_one_of(name, {"now", "transaction_timestamp", "statement_timestamp", "to_jsonb",
                          "jsonb_build_object", "timezone", "lower", "upper"})) {
      work = Work::maybe_rewrite;
    }
  }
  return work;
}

// Whether a row that is there would get no value in a column that must have one. A domain may bring
// a default of its own.
bool needs_values(Node column_def) {
  bool needs = false;
  for (const Node item : column_def["constraints"]) {
    const std::string_view kind = item.inside()["contype"].text();
    if (is_one_of(kind, {"CONSTR_DEFAULT", "CONSTR_GENERATED", "CONSTR_IDENTITY"})) return false;
    needs = needs || is_one_of(kind, {"CONSTR_NOTNULL", "CONSTR_PRIMARY"});
  }
  const Node type = column_def["typeName"];
  return needs && !is_serial(type) && type_of(type).name.empty();
}

void owns_sequence(TableParts& parts, const std::string& column) {
  const std::string name = parts.names.choose(parts.table.name, column, "seq");
  creates(parts.action, {ElementKind::relation, parts.table.schema, name, {}});
}

void add_part(TableParts& parts, Node constraint, Node column_def) {
  const std::string_view kind = constraint["contype"].text();
  const std::string column(column_def["colname"].text());
  if (kind == "CONSTR_DEFAULT" || kind == "CONSTR_GENERATED") {
    const Node expression = constraint["raw_expr"];
    read_expression(parts.action, expression, parts.table);
    if (parts.fresh) return;
    add_work(parts.action,
             kind == "CONSTR_GENERATED" ? Work::rewrite : work_of_default(expression));
  } else if (kind == "CONSTR_IDENTITY") {
    owns_sequence(parts, column);
    if (!parts.fresh) add_work(parts.action, Work::rewrite);
  } else if (is_one_of(kind, {"CONSTR_CHECK", "CONSTR_PRIMARY", "CONSTR_UNIQUE", "CONSTR_EXCLUSION",
                              "CONSTR_FOREIGN"})) {
    add_constraint(parts, constraint, column_def);
  }
}

}  // namespace

void add_column(TableParts& parts, Node column_def, bool tolerant) {
  const Element column =
      part_of(ElementKind::column, parts.table, std::string(column_def["colname"].text()));
  creates(parts.action, column);
  Exists exists{column};
  exists.drawn = parts.action.draft.has_value();
  exists.tolerant = tolerant;
  parts.action.claims.emplace_back(exists);
  read_type(parts.action, column_def["typeName"]);
  if (is_serial(column_def["typeName"])) {
    owns_sequence(parts, column.part);
    if (!parts.fresh) add_work(parts.action, Work::rewrite);
  }
  if (!parts.fresh && needs_values(column_def)) {
    parts.action.demands.push_back({Demand::Kind::no_rows, {column.part}});
  }
  for (const Node constraint : column_def["constraints"]) {
    add_part(parts, constraint.inside(), column_def);
  }
}

void add_work(Action& action, Work work) { action.work = std::max(action.work, work); }

}  // namespace dunlin::sql::postgres::kinds
