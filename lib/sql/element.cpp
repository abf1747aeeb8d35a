#include "sql/element.h"

#include <fmt/format.h>

namespace dunlin::sql {

bool Element::is_part() const {
  switch (kind) {
    case ElementKind::column:
    case ElementKind::constraint:
    case ElementKind::label:
    case ElementKind::attribute:
    case ElementKind::domain_constraint:
    case ElementKind::trigger:
    case ElementKind::policy:
    case ElementKind::rule:
      return true;
    default:
      return false;
  }
}

Element Element::owner() const {
  if (!is_part()) return *this;
  const bool of_type = kind == ElementKind::label || kind == ElementKind::attribute ||
                       kind == ElementKind::domain_constraint;
  return {of_type ? ElementKind::type : ElementKind::relation, schema, name, {}};
}

std::string_view name_of(ElementKind kind) {
  switch (kind) {
    case ElementKind::schema:
      return "schema";
    case ElementKind::relation:
      return "relation";
    case ElementKind::column:
      return "column";
    case ElementKind::constraint:
    case ElementKind::domain_constraint:
      return "constraint";
    case ElementKind::type:
      return "type";
    case ElementKind::label:
      return "label";
    case ElementKind::attribute:
      return "attribute";
    case ElementKind::function:
      return "function";
    case ElementKind::trigger:
      return "trigger";
    case ElementKind::policy:
      return "policy";
    case ElementKind::rule:
      return "rule";
    case ElementKind::extension:
      return "extension";
    case ElementKind::statistics:
      return "statistics";
    case ElementKind::publication:
      return "publication";
    case ElementKind::subscription:
      return "subscription";
    case ElementKind::event_trigger:
      return "event trigger";
    case ElementKind::role:
      return "role";
    case ElementKind::database:
      return "database";
    case ElementKind::other:
      return "object";
  }
  return "object";
}

std::string describe(const Element& element) {
  const std::string dot = element.schema.empty() ? "" : element.schema + ".";
  if (element.kind == ElementKind::function) {
    return fmt::format("function \"{}{}\"{}", dot, element.name, element.part);
  }
  if (element.kind == ElementKind::other && !element.part.empty()) {
    return fmt::format("{} \"{}{}\"", element.part, dot, element.name);
  }
  if (element.is_part()) {
    return fmt::format("{} \"{}\" of \"{}{}\"", name_of(element.kind), element.part, dot,
                       element.name);
  }
  return fmt::format("{} \"{}{}\"", name_of(element.kind), dot, element.name);
}

}  // namespace dunlin::sql
