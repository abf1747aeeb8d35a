#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"

namespace dunlin::sql::postgres::kinds {

namespace {

Action& cluster_action(const Input& input) {
  input.facts.scope = Scope::cluster;
  return whole_action(input);
}

Element one(ElementKind kind, Node name) { return {kind, {}, std::string(name.text()), {}}; }

void claim_new(Action& action, const Element& element) {
  creates(action, element);
  action.claims.emplace_back(Exists{element});
}

void claim_gone(Action& action, const Element& element, bool tolerant) {
  drops(action, element);
  action.claims.emplace_back(Gone{element, tolerant});
}

}  // namespace

void read_create_role(const Input& input) {
  claim_new(cluster_action(input), one(ElementKind::role, input.node["role"]));
}

// What a role may do is set, and a password is not to be seen again.
void read_alter_role(const Input& input) {
  Action& action = cluster_action(input);
  changes(action, {ElementKind::role, {}, role_of(input.node["role"]), {}});
  repeatable(action);
}

void read_drop_role(const Input& input) {
  Action& action = cluster_action(input);
  for (const Node role : input.node["roles"]) {
    claim_gone(action, {ElementKind::role, {}, role_of(role.inside()), {}},
               input.node["missing_ok"].flag());
  }
}

void read_owned(const Input& input) {
  Action& action = whole_action(input);
  action.loses_data = input.type == "DropOwnedStmt";
  once(input, action);
}

void read_create_database(const Input& input) {
  claim_new(cluster_action(input), one(ElementKind::database, input.node["dbname"]));
}

void read_drop_database(const Input& input) {
  Action& action = cluster_action(input);
  claim_gone(action, one(ElementKind::database, input.node["dbname"]),
             input.node["missing_ok"].flag());
  action.loses_data = true;
}

void read_alter_database(const Input& input) {
  Action& action = whole_action(input);
  input.facts.scope = Scope::database;
  changes(action, one(ElementKind::database, input.node["dbname"]));
  repeatable(action);
}

void read_create_tablespace(const Input& input) {
  claim_new(cluster_action(input),
            other("tablespace", "", std::string(input.node["tablespacename"].text())));
}

void read_drop_tablespace(const Input& input) {
  claim_gone(cluster_action(input),
             other("tablespace", "", std::string(input.node["tablespacename"].text())),
             input.node["missing_ok"].flag());
}

void read_alter_cluster(const Input& input) { repeatable(cluster_action(input)); }

}  // namespace dunlin::sql::postgres::kinds
