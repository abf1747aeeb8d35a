#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/objects.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// With a definition it can be compared: what is there without one is known by its name alone.
void claim_new(const Input& input, const Element& element, bool tolerant = false,
               const std::string& definition = {}) {
  Action& action = whole_action(input);
  creates(action, element);
  Exists exists{element};
  if (!definition.empty()) put(exists.stated, "definition", definition);
  exists.tolerant = tolerant;
  exists.replaces = input.node["replace"].flag();
  action.claims.emplace_back(std::move(exists));
}

void change(const Input& input, const Element& element) {
  Action& action = whole_action(input);
  changes(action, element);
  repeatable(action);
}

std::string text(Node node) { return std::string(node.text()); }

// The types on both sides of an operator: one that is left out is NONE.
std::string operand_types(Node definition) {
  const auto side = [&](std::string_view name) {
    const Node found = option(definition, name);
    return found ? printed_type_of(found["arg"].inside()) : std::string("NONE");
  };
  return "(" + side("leftarg") + ", " + side("rightarg") + ")";
}

Element with_method(std::string_view what, Node name, Node method) {
  const Element element = named(ElementKind::other, name);
  return other(what, element.schema, element.name + " USING " + text(method));
}

}  // namespace

void read_define(const Input& input) {
  const std::string_view kind = input.node["kind"].text();
  const Node names = input.node["defnames"];
  if (kind == "OBJECT_AGGREGATE") {
    read_create_aggregate(input);
  } else if (kind == "OBJECT_TYPE") {
    claim_new(input, named(ElementKind::type, names));
  } else {
    Element element = named(ElementKind::other, names);
    element.part = std::string(words_of(kind));
    if (kind == "OBJECT_OPERATOR") element.name += operand_types(input.node["definition"]);
    claim_new(input, element, input.node["if_not_exists"].flag());
  }
}

namespace {

std::string cast_definition(Node node) {
  const std::string_view context = node["context"].text();
  return std::string(node["inout"].flag() ? "inout" : (node["func"] ? "function" : "binary")) +
         (context == "COERCION_IMPLICIT"     ? " implicit"
          : context == "COERCION_ASSIGNMENT" ? " assignment"
                                             : " explicit");
}

}  // namespace

void read_create_cast(const Input& input) {
  claim_new(input,
            other("cast", "",
                  printed_type_of(input.node["sourcetype"]) + " AS " +
                      printed_type_of(input.node["targettype"])),
            false, cast_definition(input.node));
}

void read_create_transform(const Input& input) {
  claim_new(input, other("transform", "",
                         printed_type_of(input.node["type_name"]) + " LANGUAGE " +
                             text(input.node["lang"])));
}

void read_create_conversion(const Input& input) {
  const Element name = named(ElementKind::other, input.node["conversion_name"]);
  claim_new(input, other("conversion", name.schema, name.name));
}

void read_create_operator_class(const Input& input) {
  claim_new(input, with_method("operator class", input.node["opclassname"], input.node["amname"]));
}

void read_create_operator_family(const Input& input) {
  claim_new(input, with_method("operator family", input.node["opfamilyname"], input.node["amname"]),
            false, "family");
}

void read_alter_operator_family(const Input& input) {
  Action& action = whole_action(input);
  changes(action, with_method("operator family", input.node["opfamilyname"], input.node["amname"]));
  action.claims.emplace_back(Once{});
}

void read_alter_operator(const Input& input) {
  Element element = function_of(input.node["opername"]);
  change(input, other("operator", element.schema, element.name + element.part));
}

void read_alter_collation(const Input& input) {
  const Element name = named(ElementKind::other, input.node["collname"]);
  change(input, other("collation", name.schema, name.name));
}

void read_alter_dictionary(const Input& input) {
  const Element name = named(ElementKind::other, input.node["dictname"]);
  change(input, other("text search dictionary", name.schema, name.name));
}

void read_alter_configuration(const Input& input) {
  Action& action = whole_action(input);
  const Element name = named(ElementKind::other, input.node["cfgname"]);
  changes(action, other("text search configuration", name.schema, name.name));
  action.claims.emplace_back(Once{});  // a mapping that is there is not added again
}

void read_create_access_method(const Input& input) {
  const std::string kind = input.node["amtype"].text() == "t" ? "table" : "index";
  claim_new(input, other("access method", "", text(input.node["amname"])), false,
            kind + " " + word(items(input.node["handler_name"]).last()));
}

void read_create_language(const Input& input) {
  claim_new(input, other("language", "", text(input.node["plname"])));
}

void read_create_wrapper(const Input& input) {
  claim_new(input, other("foreign data wrapper", "", text(input.node["fdwname"])));
}

void read_create_server(const Input& input) {
  claim_new(input, other("server", "", text(input.node["servername"])),
            input.node["if_not_exists"].flag(), text(input.node["fdwname"]));
}

namespace {

Element user_mapping(Node node) {
  const std::string role = role_of(node["user"]);
  return other("user mapping", "",
               (role.empty() ? "CURRENT_USER" : role) + " SERVER " + text(node["servername"]));
}

}  // namespace

void read_create_user_mapping(const Input& input) {
  claim_new(input, user_mapping(input.node), input.node["if_not_exists"].flag());
}

void read_drop_user_mapping(const Input& input) {
  Action& action = whole_action(input);
  const Element mapping = user_mapping(input.node);
  drops(action, mapping);
  action.claims.emplace_back(Gone{mapping, input.node["missing_ok"].flag()});
}

// Adding an option that is there fails, and so does dropping one that is not.
void read_alter_foreign(const Input& input) {
  Action& action = whole_action(input);
  if (input.type == "AlterFdwStmt") {
    changes(action, other("foreign data wrapper", "", text(input.node["fdwname"])));
  } else if (input.type == "AlterForeignServerStmt") {
    changes(action, other("server", "", text(input.node["servername"])));
  } else {
    changes(action, user_mapping(input.node));
  }
  action.claims.emplace_back(Once{});
}

void read_import_schema(const Input& input) {
  input.facts.scope = Scope::outside;
  once(input, whole_action(input));
}

}  // namespace dunlin::sql::postgres::kinds
