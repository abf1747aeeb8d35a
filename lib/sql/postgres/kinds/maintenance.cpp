#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"

namespace dunlin::sql::postgres::kinds {

void read_vacuum(const Input& input) {
  Action& action = whole_action(input);
  const bool full = option_is_on(option(input.node["options"], "full"));
  for (const Node item : input.node["rels"]) {
    const Element table = relation(item.inside()["relation"]);
    if (table.name.empty()) continue;
    reads(action, table);
    add_lock(action, full ? LockMode::access_exclusive : LockMode::share_update_exclusive, table);
  }
  action.work = full ? Work::rewrite : Work::scan;
  repeatable(action);
}

void read_reindex(const Input& input) {
  Action& action = whole_action(input);
  action.work = Work::build;
  repeatable(action);
  if (!input.node["relation"]) return;
  const Element element = relation(input.node["relation"]);
  const bool concurrent = option_is_on(option(input.node["params"], "concurrently"));
  const bool index = input.node["kind"].text() == "REINDEX_OBJECT_INDEX";
  reads(action, element);
  add_lock(action,
           concurrent ? LockMode::share_update_exclusive
                      : (index ? LockMode::access_exclusive : LockMode::share),
           element);
}

void read_cluster(const Input& input) {
  Action& action = whole_action(input);
  action.work = Work::rewrite;
  if (!input.node["relation"]) {
    repeatable(action);
    return;
  }
  const Element table = relation(input.node["relation"]);
  changes(action, table);
  add_lock(action, LockMode::access_exclusive, table);
  repeatable(action);
}

}  // namespace dunlin::sql::postgres::kinds
