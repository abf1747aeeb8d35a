#include "plan/names.h"

#include <algorithm>
#include <array>

namespace dunlin::plan {

namespace {

using sql::Element;
using sql::ElementKind;

// `a`, `"a.b"` and the like; not `s.a`.
bool without_schema(std::string_view name) {
  bool quoted = false;
  for (const char c : name) {
    if (c == '"') quoted = !quoted;
    if (c == '.' && !quoted) return false;
  }
  return !name.empty();
}

std::string unquoted(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '"') out += c;
  }
  return out;
}

}  // namespace

bool in_schema(ElementKind kind) {
  switch (kind) {
    case ElementKind::schema:
    case ElementKind::extension:
    case ElementKind::publication:
    case ElementKind::subscription:
    case ElementKind::event_trigger:
    case ElementKind::role:
    case ElementKind::database:
      return false;
    default:
      return true;
  }
}

// A name that is looked for: the session's own, else the first schema of the path that has it.
void Resolver::found(Element& element) const {
  if (!element.schema.empty() || !in_schema(element.kind) || path_.empty()) return;
  Element owner = element.owner();
  owner.schema = session_;
  if (lookup_(owner)) {
    element.schema = session_;
    return;
  }
  for (const std::string& schema : path_) {
    owner.schema = schema;
    if (lookup_(owner)) {
      element.schema = schema;
      return;
    }
  }
  element.schema = path_.front();
}

// A name that is made: the first schema of the path, but an index lives beside its table.
void Resolver::made(Element& element, const sql::Action& action) const {
  if (element.is_part()) return found(element);
  if (!element.schema.empty() || !in_schema(element.kind) || path_.empty()) return;
  if (element.kind == ElementKind::relation && action.draft && action.draft->on &&
      !action.draft->on->schema.empty()) {
    element.schema = action.draft->on->schema;
  } else {
    element.schema = path_.front();
  }
}

void Resolver::references(sql::Attributes& attributes) const {
  static constexpr std::array<std::string_view, 4> kNames = {"references", "table", "partition_of",
                                                             "of_type"};
  for (auto& [name, value] : attributes) {
    if (std::find(kNames.begin(), kNames.end(), name) == kNames.end()) continue;
    if (!without_schema(value)) continue;
    const ElementKind kind = name == "of_type" ? ElementKind::type : ElementKind::relation;
    Element element{kind, {}, unquoted(value), {}};
    found(element);
    if (!element.schema.empty()) value = element.schema + "." + value;
  }
}

void Resolver::claim(sql::Claim& claim, const sql::Action& action) const {
  std::visit(
      [&](auto& c) {
        using C = std::decay_t<decltype(c)>;
        if constexpr (std::is_same_v<C, sql::Exists>) {
          references(c.stated);
          made(c.element, action);
        } else if constexpr (std::is_same_v<C, sql::Renamed>) {
          found(c.from);
          if (c.to.schema.empty() && in_schema(c.to.kind)) c.to.schema = c.from.schema;
        } else if constexpr (std::is_same_v<C, sql::Set>) {
          references(c.wanted);
          found(c.element);
        } else if constexpr (!std::is_same_v<C, sql::Repeatable> && !std::is_same_v<C, sql::Once>) {
          found(c.element);
        }
      },
      claim);
}

void Resolver::resolve(sql::Action& action) const {
  if (action.draft && action.draft->on) found(*action.draft->on);
  for (sql::Claim& c : action.claims) claim(c, action);
  for (sql::Effect& effect : action.effects) {
    if (effect.access == sql::Access::create) {
      made(effect.element, action);
    } else {
      found(effect.element);
    }
    if (effect.access == sql::Access::rename && effect.to.schema.empty() &&
        in_schema(effect.to.kind)) {
      effect.to.schema = effect.element.schema;
    }
  }
  for (sql::Lock& lock : action.locks) found(lock.relation);
}

}  // namespace dunlin::plan
