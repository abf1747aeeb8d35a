#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// CREATE TYPE name, CREATE DOMAIN name: the name is the third word.
constexpr std::size_t kName = 2;

Exists& claim_type(const Input& input, Action& action, const Element& type, std::string_view kind,
                   bool drawn) {
  creates(action, type);
  add_name(action.draft.emplace(), input.text.name(kName));
  Exists exists{type, {{"kind", std::string(kind)}}, drawn};
  return std::get<Exists>(action.claims.emplace_back(std::move(exists)));
}

}  // namespace

void read_create_enum(const Input& input) {
  Action& action = whole_action(input);
  const Element type = named(ElementKind::type, input.node["typeName"]);
  const std::vector<std::string> labels = words(input.node["vals"]);
  Exists& exists = claim_type(input, action, type, "enum", false);
  put(exists.stated, "labels", lines(labels));
  for (const std::string& label : labels) {
    creates(action, part_of(ElementKind::label, type, label));
  }
}

void read_alter_enum(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element type = named(ElementKind::type, node["typeName"]);
  const Element label = part_of(ElementKind::label, type, std::string(node["newVal"].text()));
  if (node["oldVal"]) {
    const Element old = part_of(ElementKind::label, type, std::string(node["oldVal"].text()));
    add_effect(action, Access::rename, old, label);
    action.claims.emplace_back(Renamed{old, label});
    return;
  }
  creates(action, label);
  Label claim{label};
  claim.tolerant = node["skipIfNewValExists"].flag();
  if (node["newValNeighbor"]) {
    auto& neighbour = node["newValIsAfter"].flag() ? claim.after : claim.before;
    neighbour = std::string(node["newValNeighbor"].text());
  }
  action.claims.emplace_back(std::move(claim));
}

void read_create_composite(const Input& input) {
  Action& action = whole_action(input);
  Element type = relation(input.node["typevar"]);
  type.kind = ElementKind::type;
  std::vector<std::string> names;
  Exists& exists = claim_type(input, action, type, "composite", true);
  for (const Node item : input.node["coldeflist"]) {
    names.emplace_back(item.inside()["colname"].text());
  }
  put(exists.stated, "attributes", lines(names));
  for (const Node item : input.node["coldeflist"]) {
    const Node column = item.inside();
    const Element attribute =
        part_of(ElementKind::attribute, type, std::string(column["colname"].text()));
    creates(action, attribute);
    action.claims.emplace_back(Exists{attribute, {}, true});
    read_type(action, column["typeName"]);
  }
}

void read_create_range(const Input& input) {
  Action& action = whole_action(input);
  claim_type(input, action, named(ElementKind::type, input.node["typeName"]), "range", true);
  for (const Node item : input.node["params"]) {
    if (item.inside()["arg"].is("TypeName") && item.inside()["defname"].text() == "subtype") {
      read_type(action, item.inside()["arg"].inside());
    }
  }
}

void read_alter_type(const Input& input) {
  Action& action = whole_action(input);
  changes(action, named(ElementKind::type, input.node["typeName"]));
  repeatable(action);
}

}  // namespace dunlin::sql::postgres::kinds
