#include "sql/postgres/kinds/objects.h"

#include <algorithm>
#include <array>

#include "sql/postgres/kinds/elements.h"

namespace dunlin::sql::postgres::kinds {

namespace {

using K = ElementKind;

/// How the name of a type of object is written.
enum class Form {
  name,        // with a schema, if the kind has one
  part,        // owner and name
  type,        // a TypeName
  function,    // with its arguments
  signature,   // an object of kind other, with its arguments
  cast,        // two types
  transform,   // a type and a language
  for_method,  // an access method, and a name for it
};

struct ObjectType {
  std::string_view type;
  K kind;
  Form form;
  std::string_view words;
};

constexpr auto kTypes = std::to_array<ObjectType>({
    {"OBJECT_TABLE", K::relation, Form::name, ""},
    {"OBJECT_VIEW", K::relation, Form::name, ""},
    {"OBJECT_MATVIEW", K::relation, Form::name, ""},
    {"OBJECT_INDEX", K::relation, Form::name, ""},
    {"OBJECT_SEQUENCE", K::relation, Form::name, ""},
    {"OBJECT_FOREIGN_TABLE", K::relation, Form::name, ""},
    {"OBJECT_COLUMN", K::column, Form::part, ""},
    {"OBJECT_ATTRIBUTE", K::attribute, Form::part, ""},
    {"OBJECT_TABCONSTRAINT", K::constraint, Form::part, ""},
    {"OBJECT_DOMCONSTRAINT", K::domain_constraint, Form::part, ""},
    {"OBJECT_TRIGGER", K::trigger, Form::part, ""},
    {"OBJECT_POLICY", K::policy, Form::part, ""},
    {"OBJECT_RULE", K::rule, Form::part, ""},
    {"OBJECT_TYPE", K::type, Form::type, ""},
    {"OBJECT_DOMAIN", K::type, Form::type, ""},
    {"OBJECT_FUNCTION", K::function, Form::function, ""},
    {"OBJECT_PROCEDURE", K::function, Form::function, ""},
    {"OBJECT_ROUTINE", K::function, Form::function, ""},
    {"OBJECT_AGGREGATE", K::function, Form::function, ""},
    {"OBJECT_SCHEMA", K::schema, Form::name, ""},
    {"OBJECT_EXTENSION", K::extension, Form::name, ""},
    {"OBJECT_STATISTIC_EXT", K::statistics, Form::name, ""},
    {"OBJECT_PUBLICATION", K::publication, Form::name, ""},
    {"OBJECT_SUBSCRIPTION", K::subscription, Form::name, ""},
    {"OBJECT_EVENT_TRIGGER", K::event_trigger, Form::name, ""},
    {"OBJECT_ROLE", K::role, Form::name, ""},
    {"OBJECT_DATABASE", K::database, Form::name, ""},
    {"OBJECT_ACCESS_METHOD", K::other, Form::name, "access method"},
    {"OBJECT_CAST", K::other, Form::cast, "cast"},
    {"OBJECT_COLLATION", K::other, Form::name, "collation"},
    {"OBJECT_CONVERSION", K::other, Form::name, "conversion"},
    {"OBJECT_FDW", K::other, Form::name, "foreign data wrapper"},
    {"OBJECT_FOREIGN_SERVER", K::other, Form::name, "server"},
    {"OBJECT_LANGUAGE", K::other, Form::name, "language"},
    {"OBJECT_LARGEOBJECT", K::other, Form::name, "large object"},
    {"OBJECT_OPCLASS", K::other, Form::for_method, "operator class"},
    {"OBJECT_OPERATOR", K::other, Form::signature, "operator"},
    {"OBJECT_OPFAMILY", K::other, Form::for_method, "operator family"},
    {"OBJECT_PARAMETER_ACL", K::other, Form::name, "parameter"},
    {"OBJECT_TABLESPACE", K::other, Form::name, "tablespace"},
    {"OBJECT_TRANSFORM", K::other, Form::transform, "transform"},
    {"OBJECT_TSCONFIGURATION", K::other, Form::name, "text search configuration"},
    {"OBJECT_TSDICTIONARY", K::other, Form::name, "text search dictionary"},
    {"OBJECT_TSPARSER", K::other, Form::name, "text search parser"},
    {"OBJECT_TSTEMPLATE", K::other, Form::name, "text search template"},
});

const ObjectType* type_of_object(std::string_view type) {
  const auto* const found = std::find_if(
      kTypes.begin(), kTypes.end(), [&](const ObjectType& known) { return known.type == type; });
  return found == kTypes.end() ? nullptr : &*found;
}

// A name alone, a list of its parts, or a number.
std::vector<std::string> parts_of(Node object) {
  if (object.is("List")) return words(object);
  if (object.is("TypeName")) return words(object.inside()["names"]);
  if (object.is("Integer")) return {std::to_string(object.inside()["ival"].number())};
  if (object.is("Float")) return {std::string(object.inside()["fval"].text())};
  return {word(object)};
}

// Of a domain or table, whose name may be a TypeName in the list.
Element part_object(K kind, Node object) {
  std::vector<std::string> parts;
  for (const Node item : items(object)) {
    for (std::string& part : parts_of(item)) parts.push_back(std::move(part));
  }
  return part_of(kind, parts);
}

Element with_signature(const ObjectType& type, Node object) {
  Element element = function_of(object);
  element.name += element.part;
  return other(type.words, element.schema, element.name);
}

Element of_two(const ObjectType& type, Node object, std::string_view between) {
  std::string name;
  for (const Node item : items(object)) {
    if (!name.empty()) name += between;
    name += item.is("TypeName") ? printed_type_of(item.inside()) : word(item);
  }
  return other(type.words, "", name);
}

// The access method comes first.
Element for_method(const ObjectType& type, Node object) {
  std::vector<std::string> parts = words(object);
  if (parts.size() < 2) return other(type.words, "", "");
  const std::string method = parts.front();
  parts.erase(parts.begin());
  const Element element = named(K::other, parts);
  return other(type.words, element.schema, element.name + " USING " + method);
}

Element named_object(const ObjectType& type, Node object) {
  Element element = named(type.kind, parts_of(object));
  element.part = std::string(type.words);
  return element;
}

}  // namespace

Element object_of(std::string_view type, Node object) {
  const ObjectType* const known = type_of_object(type);
  if (known == nullptr) return other(type, "", word(object));
  switch (known->form) {
    case Form::name:
    case Form::type:
      return named_object(*known, object);
    case Form::part:
      return part_object(known->kind, object);
    case Form::function:
      return function_of(object.inside());
    case Form::signature:
      return with_signature(*known, object.inside());
    case Form::cast:
      return of_two(*known, object, " AS ");
    case Form::transform:
      return of_two(*known, object, " LANGUAGE ");
    case Form::for_method:
      return for_method(*known, object);
  }
  return {};
}

std::string_view words_of(std::string_view type) {
  const ObjectType* const known = type_of_object(type);
  return known == nullptr ? std::string_view() : known->words;
}

bool is_of_cluster(std::string_view type) {
  return type == "OBJECT_ROLE" || type == "OBJECT_DATABASE" || type == "OBJECT_TABLESPACE";
}

}  // namespace dunlin::sql::postgres::kinds
