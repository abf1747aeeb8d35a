#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/registry.h"

namespace dunlin::sql::postgres::kinds {

namespace {

void move_into(Element& element, const std::string& schema) {
  const bool lives_in_schema = element.kind != ElementKind::schema &&
                               element.kind != ElementKind::role && !element.name.empty();
  if (lives_in_schema && element.schema.empty()) element.schema = schema;
}

void move_into(Claim& claim, const std::string& schema) {
  if (auto* const exists = std::get_if<Exists>(&claim)) {
    move_into(exists->element, schema);
    exists->drawn = false;  // only as a part of CREATE SCHEMA it is a statement
  } else if (auto* const set = std::get_if<Set>(&claim)) {
    move_into(set->element, schema);
    set->drawn.clear();
  }
}

// What stands in CREATE SCHEMA is made in the new schema.
void take_over(Action& action, Facts& inner, const std::string& schema) {
  for (Action& part : inner.actions) {
    for (Effect& effect : part.effects) {
      move_into(effect.element, schema);
      add_effect(action, effect.access, effect.element, effect.to);
    }
    for (Claim& claim : part.claims) {
      move_into(claim, schema);
      action.claims.push_back(std::move(claim));
    }
    for (Lock& lock : part.locks) {
      move_into(lock.relation, schema);
      add_lock(action, lock.mode, lock.relation);
    }
  }
}

}  // namespace

void read_create_schema(const Input& input) {
  Action& action = whole_action(input);
  const std::string role = role_of(input.node["authrole"]);
  std::string name(input.node["schemaname"].text());
  if (name.empty()) name = role;  // CREATE SCHEMA AUTHORIZATION role
  const Element schema{ElementKind::schema, {}, name, {}};
  creates(action, schema);
  Exists exists{schema};
  exists.tolerant = input.node["if_not_exists"].flag();
  if (!role.empty()) put(exists.stated, "owner", role);
  action.claims.emplace_back(std::move(exists));
  for (const Node element : input.node["schemaElts"]) {
    Facts inner;
    read_kind({element.type(), element.inside(), input.text, inner});
    take_over(action, inner, name);
  }
}

void read_create_extension(const Input& input) {
  Action& action = whole_action(input);
  const Element extension{
      ElementKind::extension, {}, std::string(input.node["extname"].text()), {}};
  creates(action, extension);
  Exists exists{extension};
  exists.tolerant = input.node["if_not_exists"].flag();
  if (const Node schema = option(input.node["options"], "schema")) {
    put(exists.stated, "schema", word(schema["arg"]));
  }
  if (const Node version = option(input.node["options"], "new_version")) {
    put(exists.stated, "version", word(version["arg"]));
  }
  action.claims.emplace_back(std::move(exists));
}

void read_alter_extension(const Input& input) {
  Action& action = whole_action(input);
  const Element extension{
      ElementKind::extension, {}, std::string(input.node["extname"].text()), {}};
  if (const Node version = option(input.node["options"], "new_version")) {
    sets(action, extension, {{"version", word(version["arg"])}});
  } else {
    changes(action, extension);
    repeatable(action);
  }
}

void read_extension_contents(const Input& input) {
  Action& action = whole_action(input);
  changes(action, {ElementKind::extension, {}, std::string(input.node["extname"].text()), {}});
  action.claims.emplace_back(Once{});
}

}  // namespace dunlin::sql::postgres::kinds
