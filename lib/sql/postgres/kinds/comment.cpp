#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/objects.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

Element commented(const Input& input, Action& action) {
  const std::string_view type = input.node["objtype"].text();
  const Element element = object_of(type, input.node["object"]);
  read_argument_types(action, input.node["object"]);
  if (is_of_cluster(type)) input.facts.scope = Scope::cluster;
  const bool of_table = element.is_part() && element.owner().kind == ElementKind::relation;
  if (element.kind == ElementKind::relation || of_table) {
    add_lock(action, LockMode::share_update_exclusive, element.owner());
  }
  return element;
}

}  // namespace

void read_comment(const Input& input) {
  Action& action = whole_action(input);
  const Element element = commented(input, action);
  sets(action, element, {{"comment", std::string(input.node["comment"].text())}});
}

void read_security_label(const Input& input) {
  Action& action = whole_action(input);
  changes(action, commented(input, action));
  repeatable(action);
}

}  // namespace dunlin::sql::postgres::kinds
