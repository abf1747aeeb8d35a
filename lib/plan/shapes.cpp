#include "plan/shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalog/attributes.h"

namespace dunlin::plan {

namespace {

using catalog::Object;
using sql::Element;
using sql::ElementKind;

// What a text says of a constraint it says in full: what it leaves out has its default. Only the
// columns a foreign key refers to are found by the server.
bool absence_counts(const sql::Exists& claim, std::string_view attribute) {
  if (claim.drawn) return true;
  if (claim.full) return attribute != "referenced_columns";
  // USING INDEX: the columns are those of the index.
  const bool from_index = std::none_of(claim.stated.begin(), claim.stated.end(),
                                       [](const auto& pair) { return pair.first == "columns"; });
  if (from_index &&
      (attribute == "columns" || attribute == "include" || attribute == "nulls_not_distinct")) {
    return false;
  }
  return claim.element.kind == ElementKind::constraint && !claim.stated.empty() &&
         attribute != "referenced_columns" && attribute != "definition";
}

bool counts(ElementKind kind, std::string_view attribute) {
  const catalog::AttributeRule* rule = catalog::rule_of(kind, attribute);
  return rule != nullptr && rule->counts;
}

bool in_word(char c) {
  return c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// As it stands in an expression.
std::string spelled(const std::string& name) {
  const auto plain = [](char c) { return in_word(c) && !(c >= 'A' && c <= 'Z'); };
  const bool quoted = name.empty() || (name[0] >= '0' && name[0] <= '9') || name[0] == '$' ||
                      !std::all_of(name.begin(), name.end(), plain);
  return quoted ? '"' + name + '"' : name;
}

void replace_word(std::string& text, const std::string& word, const std::string& by) {
  if (word.empty() || word == by) return;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    const std::size_t end = at + word.size();
    const bool whole =
        (at == 0 || !in_word(text[at - 1])) && (end == text.size() || !in_word(text[end]));
    if (whole) text.replace(at, word.size(), by);
    at += whole ? by.size() : 1;
  }
}

// The sequence of a serial column has a number behind its name where that name was taken:
// `…_id_seq` and `…_id_seq1`.
bool is_numbered_sequence(const Element& column, std::string_view wanted, std::string_view actual) {
  const std::string end = "_" + column.part + "_seq";
  const std::size_t at = wanted.rfind(end);
  if (column.kind != ElementKind::column || at == std::string_view::npos) return false;
  const std::string_view name = wanted.substr(0, at + end.size());
  const std::string_view rest = wanted.substr(name.size());
  if (!actual.starts_with(name)) return false;
  const std::size_t digits = actual.find_first_not_of("0123456789", name.size());
  return digits != std::string_view::npos && actual.substr(digits) == rest;
}

}  // namespace

Shapes::Shapes(const Timeline& timeline) : renamings_(timeline.renamings()) {
  for (const Track& track : timeline.tracks()) {
    const Moment& last = track.moments.back();
    const bool listed =
        last.name.kind == ElementKind::label || last.name.kind == ElementKind::attribute;
    if (!listed || last.act == kNone) continue;
    for (const Moment& moment : track.moments) changed_parts_.push_back({last.act, moment.name});
  }
}

// The names of a type's labels or attributes without those that the route adds, renames or drops
// behind this act.
std::string Shapes::without_changed_later(std::size_t act, const Element& type,
                                          std::string_view names) const {
  std::string out;
  for (const std::string_view name : catalog::lines_of(names)) {
    const bool later =
        std::any_of(changed_parts_.begin(), changed_parts_.end(), [&](const ChangedPart& changed) {
          return changed.act > act && premise_.reaches(changed.act) &&
                 changed.part.owner() == type && changed.part.part == name;
        });
    if (later) continue;
    if (!out.empty()) out += "\n";
    out += name;
  }
  return out;
}

std::string_view Shapes::failure(std::size_t act) const {
  const auto found = drawn_.find(act);
  return found == drawn_.end() ? std::string_view() : std::string_view(found->second->failure);
}

const catalog::Catalog* Shapes::picture(std::size_t act) const {
  const auto found = drawn_.find(act);
  return found == drawn_.end() ? nullptr : &found->second->objects;
}

const Object* Shapes::drawn(std::size_t act, const Element& element) const {
  const auto found = drawn_.find(act);
  return found == drawn_.end() ? nullptr : found->second->objects.find(element);
}

std::optional<std::string> Shapes::value(const Write& write, const Element& element) const {
  if (write.value) return write.value;
  const Object* object = drawn(write.act, element);
  if (object == nullptr) return std::nullopt;
  return std::string(object->get(write.attribute));
}

bool Shapes::explained(std::size_t act, const Track& track, const std::string& attribute,
                       std::string_view actual, ElementKind kind) const {
  for (const Write& write : track.writes) {
    if (write.act <= act || write.attribute != attribute || !premise_.reaches(write.act)) continue;
    if (write.act < premise_.ran || write.how != sql::Set::How::equal) return true;
    const auto later = value(write, track.name_behind(write.act));
    if (later && catalog::same_value(kind, attribute, *later, actual)) return true;
  }
  for (const std::size_t shape : track.shapes) {
    if (shape <= act || !premise_.reaches(shape)) continue;
    const Object* object = drawn(shape, track.name_behind(shape));
    if (object == nullptr) continue;
    if (catalog::same_value(kind, attribute, object->get(attribute), actual)) return true;
  }
  return false;
}

// What a text that names columns and tables says after the renamings that follow: the database
// keeps up with them in constraints, indexes and views.
std::string Shapes::renamed(std::size_t act, std::string_view text, bool expression) const {
  std::string out(text);
  for (const Timeline::Renaming& renaming : renamings_) {
    if (renaming.act <= act || !premise_.reaches(renaming.act)) continue;
    const bool column = renaming.from.kind == ElementKind::column;
    if (column) {
      if (expression) {
        const std::string to = spelled(renaming.to.part);
        replace_word(out, '"' + renaming.from.part.str() + '"', to);
        replace_word(out, spelled(renaming.from.part), to);
      } else {
        replace_word(out, renaming.from.part, renaming.to.part);
      }
    } else if (renaming.from.kind == ElementKind::relation) {
      replace_word(out, renaming.from.name, renaming.to.name);
      replace_word(out, renaming.from.schema + "." + renaming.to.name,
                   renaming.to.schema + "." + renaming.to.name);
    }
  }
  return out;
}

Object Shapes::wanted(std::size_t act, const sql::Exists& claim, std::string& unknown) const {
  Object object{claim.element, {}};
  if (claim.drawn) {
    if (const Object* picture = drawn(act, claim.element)) {
      object.attributes = picture->attributes;
    } else {
      const std::string_view reason = failure(act);
      unknown = reason.empty() ? "its shape could not be drawn" : std::string(reason);
    }
  }
  for (const auto& [name, value] : claim.stated) object.set(name, value);
  return object;
}

Comparison Shapes::compare(std::size_t act, const sql::Exists& claim, const Object& live,
                           const Track& track) const {
  Comparison result;
  const Object want = wanted(act, claim, result.unknown);
  std::set<std::string> names;
  for (const auto& [name, value] : want.attributes) names.insert(name);
  for (const auto& [name, value] : live.attributes) {
    if (absence_counts(claim, name)) names.insert(name);
  }
  for (const std::string& name : names) {
    if (!counts(live.element.kind, name)) continue;
    const std::string_view wanted = want.get(name);
    const std::string_view actual = live.get(name);
    if (catalog::same_value(live.element.kind, name, wanted, actual)) continue;
    if (!result.unknown.empty() && wanted.empty()) continue;
    if (explained(act, track, name, actual, live.element.kind)) continue;
    const bool listed = name == "labels" || name == "attributes";
    if (listed && without_changed_later(act, live.element, actual) ==
                      without_changed_later(act, live.element, wanted)) {
      continue;
    }
    if (name == "default" && is_numbered_sequence(claim.element, wanted, actual)) continue;
    const catalog::AttributeRule* rule = catalog::rule_of(live.element.kind, name);
    const bool expression = rule != nullptr && rule->compare == catalog::Compare::expression;
    const std::string by_now = renamed(act, wanted, expression);
    if (catalog::same_value(live.element.kind, name, by_now, actual)) continue;
    result.differences.push_back({Difference::Kind::different, live.element, name,
                                  std::string(wanted), std::string(actual)});
  }
  if (!result.differences.empty()) result.unknown.clear();
  const bool wants_valid = want.get("not_valid").empty();
  result.half = live.get("invalid") == "true" || (live.get("not_valid") == "true" && wants_valid);
  return result;
}

}  // namespace dunlin::plan
