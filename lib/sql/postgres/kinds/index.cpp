#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

std::string chosen_name(Node index, const Element& table) {
  std::vector<std::string> columns = index_column_names(index["indexParams"]);
  for (std::string& name : index_column_names(index["indexIncludingParams"])) {
    columns.push_back(std::move(name));
  }
  return ChosenNames().choose(table.name, joined_columns(columns), "idx");
}

void read_keys(Action& action, Node elements, const Element& table) {
  for (const Node item : elements) {
    const Node key = item.inside();
    if (const std::string_view column = key["name"].text(); !column.empty()) {
      reads(action, part_of(ElementKind::column, table, std::string(column)));
    }
    read_expression(action, key["expr"], table);
  }
}

// A key with an expression, an operator class or a collation, and a part of the rows, are more than
// columns that differ.
void demand(Action& action, Node index) {
  if (!index["unique"].flag() || index["whereClause"] || index["nulls_not_distinct"].flag()) return;
  Demand demand{Demand::Kind::distinct};
  for (const Node item : index["indexParams"]) {
    const Node key = item.inside();
    const std::string_view column = key["name"].text();
    if (column.empty() || key["collation"].count() > 0 || key["opclass"].count() > 0) return;
    demand.columns.emplace_back(column);
  }
  action.demands.push_back(std::move(demand));
}

// On the copy of the table the index is built at once, and under its own name in another place.
void draw(const Input& input, Action& action, const Element& table) {
  Draft& draft = action.draft.emplace();
  draft.on = table;
  const Text& text = input.text;
  const std::size_t name = text.index_at(input.node["relation"].location());
  add_name(draft, text.name(name));
  for (std::size_t i = 0; i < name; ++i) {
    if (!text.at(i, "index")) continue;
    cut_words(draft, text, i + 1, {"concurrently"});
    const std::size_t next = text.at(i + 1, "concurrently") ? i + 2 : i + 1;
    cut_words(draft, text, next, {"if", "not", "exists"});
    break;
  }
}

}  // namespace

void read_create_index(const Input& input) {
  const Node index = input.node;
  Action& action = whole_action(input);
  const Element table = relation(index["relation"]);
  const std::string_view written = index["idxname"].text();
  Element element{ElementKind::relation, table.schema, std::string(written), {}};
  if (written.empty()) element.name = chosen_name(index, table);
  creates(action, element);
  reads(action, table);
  read_keys(action, index["indexParams"], table);
  read_keys(action, index["indexIncludingParams"], table);
  read_expression(action, index["whereClause"], table);
  Exists exists{element, {{"kind", "index"}}, true};
  exists.tolerant = index["if_not_exists"].flag();
  exists.unnamed = written.empty();
  action.claims.emplace_back(exists);
  const bool concurrent = index["concurrent"].flag();
  add_lock(action, concurrent ? LockMode::share_update_exclusive : LockMode::share, table);
  action.work = Work::build;
  demand(action, index);
  draw(input, action, table);
  if (is_temporary(index["relation"])) {
    action.claims = {Repeatable{}};
    action.demands.clear();
    action.draft.reset();
  }
}

}  // namespace dunlin::sql::postgres::kinds
