#include <algorithm>
#include <iterator>
#include <set>

#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

constexpr std::string_view kKeyAttributes[] = {"columns", "include", "nulls_not_distinct",
                                               "deferrable", "deferred"};

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

std::string_view stated(const Exists& claim, std::string_view attribute) {
  for (const auto& [name, value] : claim.stated) {
    if (name == attribute) return value;
  }
  return {};
}

bool is_same_key(const Exists& a, const Exists& b) {
  return std::all_of(
      std::begin(kKeyAttributes), std::end(kKeyAttributes),
      [&](std::string_view attribute) { return stated(a, attribute) == stated(b, attribute); });
}

void forget_constraint(Action& action, const Element& constraint) {
  const Element index{ElementKind::relation, constraint.schema, constraint.part, {}};
  std::erase_if(action.effects, [&](const Effect& effect) {
    return effect.access == Access::create &&
           (effect.element == constraint || effect.element == index);
  });
}

// The server makes one index for keys on the same columns, and the first of them stays: the primary
// key, where there is one (transformIndexConstraints).
void merge_keys(Action& action, std::vector<Claim>& constraints) {
  std::vector<const Exists*> keys;
  for (const std::string_view kind : {"primary key", "unique"}) {
    for (const Claim& claim : constraints) {
      const auto* exists = std::get_if<Exists>(&claim);
      if (exists != nullptr && stated(*exists, "kind") == kind) keys.push_back(exists);
    }
  }
  std::set<Element> merged;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const auto end = keys.begin() + static_cast<std::ptrdiff_t>(i);
    const auto first = std::find_if(
        keys.begin(), end, [&](const Exists* other) { return is_same_key(*other, *keys[i]); });
    // A name that is written goes to a key that has none.
    if (first != end && (!(*first)->unnamed || keys[i]->unnamed)) merged.insert(keys[i]->element);
  }
  for (const Element& constraint : merged) forget_constraint(action, constraint);
  std::erase_if(constraints, [&](const Claim& claim) {
    const auto* exists = std::get_if<Exists>(&claim);
    return exists != nullptr && merged.count(exists->element) != 0;
  });
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
  merge_keys(action, parts.later);
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
