#include "plan/past.h"

#include <algorithm>
#include <string>

#include "plan/evidence.h"
#include "plan/names.h"

namespace dunlin::plan {

namespace {

using sql::Element;
using sql::ElementKind;

bool same_schema(const Element& a, const Element& b) {
  return a.schema.empty() || b.schema.empty() || a.schema == b.schema;
}

bool same_function(const Element& wanted, const Element& made) {
  return wanted.part.empty() || without_schemas(wanted.part) == without_schemas(made.part);
}

}  // namespace

void Past::add(const sql::Facts& facts) {
  for (const sql::Action& action : facts.actions) {
    unsure_ = unsure_ || may_make_anything(action);
    for (const sql::Effect& effect : action.effects) {
      if (effect.access == sql::Access::create) made_.insert(effect.element);
      if (effect.access == sql::Access::rename) made_.insert(effect.to);
    }
    for (const sql::Claim& claim : action.claims) {
      if (const auto* exists = std::get_if<sql::Exists>(&claim)) made_.insert(exists->element);
      if (const auto* label = std::get_if<sql::Label>(&claim)) made_.insert(label->element);
    }
  }
}

bool Past::made(const Element& element) const {
  Element plain = element;
  plain.schema.clear();
  if (made_.count(element) != 0 || made_.count(plain) != 0) return true;
  return std::any_of(made_.begin(), made_.end(), [&](const Element& other) {
    if (other.kind != element.kind || !same_schema(element, other)) return false;
    if (element.kind == ElementKind::function) {
      return other.name == element.name && same_function(element, other);
    }
    return element.is_part() && element.name.empty() && other.part == element.part;
  });
}

}  // namespace dunlin::plan
