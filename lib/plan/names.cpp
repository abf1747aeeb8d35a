#include "plan/names.h"

#include <algorithm>
#include <array>
#include <optional>

#include "catalog/attributes.h"

namespace dunlin::plan {

namespace {

using sql::Element;
using sql::ElementKind;

std::string unquoted(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '"') out += c;
  }
  return out;
}

// The parts of `a`, `s.a`, `"a.b".c`, as they are written.
std::vector<std::string_view> parts_of(std::string_view name) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (name[at] == '"') quoted = !quoted;
    if (name[at] != '.' || quoted) continue;
    parts.push_back(name.substr(begin, at - begin));
    begin = at + 1;
  }
  parts.push_back(name.substr(begin));
  return parts;
}

bool is_plain(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

std::string in_front(const std::string& schema, std::string_view name) {
  return (is_plain(schema) ? schema : '"' + schema + '"') + "." + std::string(name);
}

/// An attribute whose value names other elements, a line each, behind which `more` parts follow:
/// the column of `table.column`.
struct Reference {
  std::string_view attribute;
  ElementKind kind;
  std::size_t more = 0;
};

constexpr auto kReferences = std::to_array<Reference>({
    {"references", ElementKind::relation},
    {"table", ElementKind::relation},
    {"tables", ElementKind::relation},
    {"partition_of", ElementKind::relation},
    {"inherits", ElementKind::relation},
    {"owned_by", ElementKind::relation, 1},
    {"of_type", ElementKind::type},
    {"function", ElementKind::function},
});

const Reference* reference_of(std::string_view attribute) {
  const auto* const found =
      std::find_if(kReferences.begin(), kReferences.end(),
                   [&](const Reference& known) { return known.attribute == attribute; });
  return found == kReferences.end() ? nullptr : found;
}

// What a line names.
std::optional<Element> named_by(const Reference& reference, std::string_view line) {
  const std::vector<std::string_view> parts = parts_of(line);
  const std::size_t names = parts.size() - std::min(parts.size(), reference.more);
  if (line.empty() || names == 0 || names > 2) return std::nullopt;
  Element element{reference.kind, {}, unquoted(parts[names - 1]), {}};
  if (names == 2) element.schema = unquoted(parts.front());
  return element;
}

/// Calls `change` with every item of `(a, b[])`, brackets left out; its result takes the place of
/// the item.
template <class Change>
std::string with_types(std::string_view signature, Change change) {
  std::string out;
  bool quoted = false;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    std::string_view item = signature.substr(begin, end - begin);
    const bool array = item.ends_with("[]");
    if (array) item.remove_suffix(2);
    out += change(item);
    if (array) out += "[]";
  };
  for (std::size_t at = 0; at < signature.size(); ++at) {
    const char c = signature[at];
    if (c == '"') quoted = !quoted;
    if (quoted || (c != '(' && c != ',' && c != ')')) continue;
    if (c != '(') take(at);
    out += c;
    begin = at + 1;
    while (begin < signature.size() && signature[begin] == ' ') out += signature[begin++];
    at = begin - 1;
  }
  return out;
}

}  // namespace

bool in_schema(const Element& element) {
  static constexpr std::array<std::string_view, 10> kOfDatabase = {
      "cast",   "transform",    "access method", "language",     "foreign data wrapper",
      "server", "user mapping", "tablespace",    "large object", "parameter"};
  switch (element.kind) {
    case ElementKind::other:
      return std::find(kOfDatabase.begin(), kOfDatabase.end(), element.part) == kOfDatabase.end();
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

std::vector<Element> referenced(const sql::Attributes& attributes) {
  std::vector<Element> all;
  for (const auto& [name, value] : attributes) {
    const Reference* reference = reference_of(name);
    if (reference == nullptr) continue;
    for (const std::string_view line : catalog::lines_of(value)) {
      if (auto element = named_by(*reference, line)) all.push_back(std::move(*element));
    }
  }
  return all;
}

std::string without_schemas(std::string_view signature) {
  return with_types(signature,
                    [](std::string_view type) { return std::string(parts_of(type).back()); });
}

// The types in a signature, where the path leads to one: a row type goes by the name of its table.
void Resolver::signature(Element& function) const {
  function.part = with_types(function.part, [this](std::string_view type) {
    const std::string name = unquoted(type);
    if (types_.count(name) == 0 || parts_of(type).size() > 1) return std::string(type);
    for (const std::string& schema : path_) {
      if (lookup_({ElementKind::type, schema, name, {}}) ||
          lookup_({ElementKind::relation, schema, name, {}})) {
        return in_front(schema, type);
      }
    }
    return std::string(type);
  });
}

// COMMENT ON COLUMN names an attribute of a composite type, too.
bool Resolver::is_attribute(const Element& element) const {
  if (element.kind != ElementKind::column || lookup_(element.owner())) return false;
  return lookup_({ElementKind::type, element.schema, element.name, {}});
}

// A name that is looked for: the session's own, else the first schema of the path that has it.
void Resolver::found(Element& element) const {
  place(element);
  if (element.kind == ElementKind::function) signature(element);
  if (is_attribute(element)) element.kind = ElementKind::attribute;
}

void Resolver::place(Element& element) const {
  if (!element.schema.empty() || !in_schema(element) || path_.empty()) return;
  Element owner = element.owner();
  if (owner.kind == ElementKind::function) owner.part.clear();
  owner.schema = session_;
  if (lookup_(owner)) {
    element.schema = session_;
    return;
  }
  for (const std::string& schema : path_) {
    owner.schema = schema;
    Element type = owner;
    type.kind = ElementKind::type;
    if (lookup_(owner) || (element.kind == ElementKind::column && lookup_(type))) {
      element.schema = schema;
      return;
    }
  }
  element.schema = path_.front();
}

static bool is_index(const sql::Action& action) {
  const auto* exists = std::get_if<sql::Exists>(&action.claims.front());
  return exists != nullptr &&
         std::any_of(exists->stated.begin(), exists->stated.end(), [](const auto& pair) {
           return pair.first == "kind" && pair.second == "index";
         });
}

// A name that is made: the first schema of the path, but an index lives beside its table.
void Resolver::made(Element& element, const sql::Action& action) const {
  if (element.is_part()) return found(element);
  if (element.kind == ElementKind::function) signature(element);
  if (!element.schema.empty() || !in_schema(element) || path_.empty()) return;
  if (is_index(action) && action.draft && action.draft->on && !action.draft->on->schema.empty()) {
    element.schema = action.draft->on->schema;
  } else {
    element.schema = path_.front();
  }
}

void Resolver::references(sql::Attributes& attributes) const {
  for (auto& [name, value] : attributes) {
    const Reference* reference = reference_of(name);
    if (reference == nullptr) continue;
    std::string lines;
    for (const std::string_view line : catalog::lines_of(value)) {
      if (!lines.empty()) lines += '\n';
      auto element = named_by(*reference, line);
      const bool bare = element && element->schema.empty();
      if (bare) place(*element);
      lines +=
          bare && !element->schema.empty() ? in_front(element->schema, line) : std::string(line);
    }
    value = std::move(lines);
  }
}

// USING INDEX: the index that becomes a constraint lives beside the table, wherever that is.
void Resolver::follow_constraint(Element& index, const sql::Action& action) const {
  const auto* exists = std::get_if<sql::Exists>(&action.claims.front());
  const bool of_constraint = exists != nullptr && exists->element.kind == ElementKind::constraint;
  if (of_constraint && index.schema.empty()) index.schema = exists->element.schema;
}

void Resolver::claim(sql::Claim& claim, const sql::Action& action) const {
  std::visit(
      [&](auto& c) {
        using C = std::decay_t<decltype(c)>;
        if constexpr (std::is_same_v<C, sql::Exists>) {
          references(c.stated);
          made(c.element, action);
        } else if constexpr (std::is_same_v<C, sql::Renamed>) {
          if (c.from.kind == ElementKind::relation) follow_constraint(c.from, action);
          found(c.from);
          if (c.to.schema.empty() && in_schema(c.to)) c.to.schema = c.from.schema;
        } else if constexpr (std::is_same_v<C, sql::Set>) {
          references(c.wanted);
          found(c.element);
        } else if constexpr (!std::is_same_v<C, sql::Repeatable> && !std::is_same_v<C, sql::Once>) {
          found(c.element);
        }
      },
      claim);
}

void Resolver::resolve(sql::Action& action) {
  types_.clear();
  for (const sql::Effect& effect : action.effects) {
    const bool type =
        effect.access == sql::Access::read && effect.element.kind == ElementKind::type;
    if (type && effect.element.schema.empty()) types_.insert(effect.element.name);
  }
  if (action.draft && action.draft->on) found(*action.draft->on);
  for (sql::Claim& c : action.claims) claim(c, action);
  for (sql::Effect& effect : action.effects) {
    if (effect.access == sql::Access::create) {
      made(effect.element, action);
    } else {
      found(effect.element);
    }
    if (effect.access == sql::Access::rename && effect.to.schema.empty() && in_schema(effect.to)) {
      effect.to.schema = effect.element.schema;
    }
  }
  for (sql::Lock& lock : action.locks) found(lock.relation);
}

}  // namespace dunlin::plan
