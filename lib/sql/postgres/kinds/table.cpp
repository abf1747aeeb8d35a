#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// A copy of another place is temporary, which cannot be UNLOGGED, too.
void start_draft(const Input& input, Action& action, Node range_var) {
  Draft& draft = action.draft.emplace();
  const std::size_t name = input.text.index_at(range_var.location());
  add_name(draft, input.text.name(name));
  for (std::size_t i = 0; i < name; ++i) cut_words(draft, input.text, i, {"unlogged"});
}

// A partition is one of a copy, which is parted like the original.
void draw_on_parent(const Input& input, Draft& draft, Node create) {
  const Node parent = (*create["inhRelations"].begin()).inside();
  add_name(draft, input.text.name(input.text.index_at(parent.location())));
  draft.on = relation(parent);
}

void read_parents(Action& action, Node create, bool partition) {
  for (const Node parent : create["inhRelations"]) {
    const Element element = relation(parent.inside());
    reads(action, element);
    add_lock(action, partition ? LockMode::access_exclusive : LockMode::share_update_exclusive,
             element);
  }
}

void read_element(TableParts& parts, Node element) {
  if (element.is("ColumnDef")) {
    add_column(parts, element.inside(), false);
  } else if (element.is("Constraint")) {
    add_constraint(parts, element.inside(), {});
  } else if (element.is("TableLikeClause")) {
    const Element like = relation(element.inside()["relation"]);
    reads(parts.action, like);
    add_lock(parts.action, LockMode::access_share, like);
  }
}

Attributes stated_of(Node create, std::string_view kind) {
  Attributes stated;
  put(stated, "kind", std::string(kind));
  if (create["relation"]["relpersistence"].text() == "u") put(stated, "persistence", "unlogged");
  if (create["partbound"]) {
    const Node parent = *create["inhRelations"].begin();
    put(stated, "partition_of", printed(relation(parent.inside())));
  }
  if (create["ofTypename"]) {
    put(stated, "of_type", printed(named(ElementKind::type, create["ofTypename"]["names"])));
  }
  return stated;
}

// What is made of a table that is there only until the session ends leaves nothing to look up.
void forget_temporary(Action& action) {
  action.claims = {Repeatable{}};
  action.draft.reset();
}

void read_table(const Input& input, Node create, std::string_view kind) {
  Action& action = whole_action(input);
  const Node range_var = create["relation"];
  const Element table = relation(range_var);
  const bool partition = create["partbound"].is_object();
  start_draft(input, action, range_var);
  if (partition) draw_on_parent(input, *action.draft, create);
  creates(action, table);
  Exists exists{table, stated_of(create, kind), true};
  exists.tolerant = create["if_not_exists"].flag();
  action.claims.emplace_back(exists);
  TableParts parts{input, action, table, true};
  for (const Node element : create["tableElts"]) take_written_names(parts.names, element);
  for (const Node element : create["tableElts"]) read_element(parts, element);
  for (const Node constraint : create["constraints"]) read_element(parts, constraint);
  action.claims.insert(action.claims.end(), parts.later.begin(), parts.later.end());
  read_parents(action, create, partition);
  read_type(action, create["ofTypename"]);
  for (const Node key : create["partspec"]["partParams"]) {
    read_expression(action, key.inside()["expr"], table);
  }
  if (is_temporary(range_var)) forget_temporary(action);
}

}  // namespace

void read_create_table(const Input& input) { read_table(input, input.node, "table"); }

void read_create_foreign_table(const Input& input) {
  read_table(input, input.node["base"], "foreign table");
  const std::string server(input.node["servername"].text());
  Action& action = input.facts.actions.back();
  put(std::get<Exists>(action.claims.front()).stated, "server", server);
  reads(action, other("server", "", server));
}

void read_create_table_as(const Input& input) {
  const Node into = input.node["into"];
  if (input.node["objtype"].text() == "OBJECT_MATVIEW") {
    read_create_materialized_view(input);
    return;
  }
  Action& action = whole_action(input);
  const Element table = relation(into["rel"]);
  creates(action, table);
  Exists exists{table, {{"kind", "table"}}};
  // What EXECUTE runs is known to its session alone.
  if (!input.node["query"].is("ExecuteStmt")) {
    start_draft(input, action, into["rel"]);
    exists.drawn = exists.whole = true;
  }
  if (into["rel"]["relpersistence"].text() == "u") put(exists.stated, "persistence", "unlogged");
  exists.tolerant = input.node["if_not_exists"].flag();
  action.claims.emplace_back(exists);
  read_query(action, input.node["query"]);
  if (is_temporary(into["rel"])) forget_temporary(action);
}

void read_alter_table_move_all(const Input& input) {
  Action& action = whole_action(input);
  action.work = Work::rewrite;
  repeatable(action);
}

}  // namespace dunlin::sql::postgres::kinds
