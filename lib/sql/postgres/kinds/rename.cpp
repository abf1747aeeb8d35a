#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/objects.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

bool is_relation(std::string_view type) {
  return object_of(type, {}).kind == ElementKind::relation;
}

// What is renamed: a relation, a part of one, or an object of another kind.
Element renamed(Node node) {
  const std::string_view type = node["renameType"].text();
  const std::string part(node["subname"].text());
  if (node["relation"]) {
    const Element owner = relation(node["relation"]);
    return is_relation(type) ? owner : part_of(object_of(type, {}).kind, owner, part);
  }
  if (type == "OBJECT_DOMCONSTRAINT") {
    return part_of(ElementKind::domain_constraint, named(ElementKind::type, node["object"]), part);
  }
  if (node["object"]) return object_of(type, node["object"]);
  Element element = object_of(type, {});  // a role, schema, database: the name stands alone
  element.name = part;
  return element;
}

Element with_name(Element element, std::string name) {
  if (element.kind != ElementKind::other && element.is_part()) {
    element.part = std::move(name);
  } else {
    element.name = std::move(name);
  }
  return element;
}

void claim_rename(Action& action, const Element& from, const Element& to, bool tolerant) {
  add_effect(action, Access::rename, from, to);
  action.claims.emplace_back(Renamed{from, to, tolerant});
}

void lock_owner(const Input& input, Action& action, const Element& element) {
  const Element owner = element.owner();
  if (owner.kind != ElementKind::relation || element.kind == ElementKind::other) return;
  const bool index = input.node["renameType"].text() == "OBJECT_INDEX";
  add_lock(action, index ? LockMode::share_update_exclusive : LockMode::access_exclusive, owner);
}

}  // namespace

void read_rename(const Input& input) {
  Action& action = whole_action(input);
  const Element from = renamed(input.node);
  const Element to = with_name(from, std::string(input.node["newname"].text()));
  claim_rename(action, from, to, input.node["missing_ok"].flag());
  read_argument_types(action, input.node["object"]);
  lock_owner(input, action, from);
  if (is_of_cluster(input.node["renameType"].text())) input.facts.scope = Scope::cluster;
}

void read_set_schema(const Input& input) {
  Action& action = whole_action(input);
  const std::string_view type = input.node["objectType"].text();
  const bool has_relation = static_cast<bool>(input.node["relation"]);
  const Element from =
      has_relation ? relation(input.node["relation"]) : object_of(type, input.node["object"]);
  const std::string schema(input.node["newschema"].text());
  if (from.kind == ElementKind::extension) {
    sets(action, from, {{"schema", schema}});
    return;
  }
  Element to = from;
  to.schema = schema;
  claim_rename(action, from, to, input.node["missing_ok"].flag());
  read_argument_types(action, input.node["object"]);
  if (has_relation) add_lock(action, LockMode::access_exclusive, from);
}

void read_set_owner(const Input& input) {
  Action& action = whole_action(input);
  const std::string_view type = input.node["objectType"].text();
  const bool has_relation = static_cast<bool>(input.node["relation"]);
  const Element element =
      has_relation ? relation(input.node["relation"]) : object_of(type, input.node["object"]);
  if (is_of_cluster(type)) input.facts.scope = Scope::cluster;
  if (has_relation) add_lock(action, LockMode::access_exclusive, element);
  read_argument_types(action, input.node["object"]);
  const std::string role = role_of(input.node["newowner"]);
  if (role.empty()) {
    changes(action, element);
    repeatable(action);
  } else {
    sets(action, element, {{"owner", role}});
  }
}

void read_depends(const Input& input) {
  Action& action = whole_action(input);
  const std::string_view type = input.node["objectType"].text();
  const Node range_var = input.node["relation"];
  if (range_var && type != "OBJECT_TRIGGER") changes(action, relation(range_var));
  if (!range_var) changes(action, object_of(type, input.node["object"]));
  repeatable(action);
}

}  // namespace dunlin::sql::postgres::kinds
