#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/objects.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// Rows go with a table; with others only what is dropped because it depends on them.
bool loses_data(std::string_view type, bool cascades) {
  if (type == "OBJECT_TABLE") return true;
  const bool holds = type == "OBJECT_SCHEMA" || type == "OBJECT_TYPE" || type == "OBJECT_DOMAIN" ||
                     type == "OBJECT_EXTENSION";
  return cascades && holds;
}

void lock_dropped(Action& action, const Element& element, bool concurrent) {
  const LockMode mode = concurrent ? LockMode::share_update_exclusive : LockMode::access_exclusive;
  const bool of_table = element.is_part() && element.owner().kind == ElementKind::relation;
  if (element.kind == ElementKind::relation || of_table) add_lock(action, mode, element.owner());
}

}  // namespace

void read_drop(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const std::string_view type = node["removeType"].text();
  const bool cascades = node["behavior"].text() == "DROP_CASCADE";
  for (const Node object : node["objects"]) {
    const Element element = object_of(type, object);
    drops(action, element);
    read_argument_types(action, object);
    action.claims.emplace_back(Gone{element, node["missing_ok"].flag(), cascades});
    lock_dropped(action, element, node["concurrent"].flag());
  }
  action.loses_data = loses_data(type, cascades);
}

}  // namespace dunlin::sql::postgres::kinds
