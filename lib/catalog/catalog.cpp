#include "catalog/catalog.h"

#include <algorithm>

namespace dunlin::catalog {

namespace {

auto place_of(const Attributes& attributes, std::string_view name) {
  return std::lower_bound(
      attributes.begin(), attributes.end(), name,
      [](const auto& pair, std::string_view wanted) { return pair.first.str() < wanted; });
}

}  // namespace

std::string_view Object::get(std::string_view attribute) const {
  const auto found = place_of(attributes, attribute);
  if (found == attributes.end() || found->first != attribute) return {};
  return found->second;
}

void Object::set(std::string_view attribute, std::string value) {
  const auto found = attributes.begin() + (place_of(attributes, attribute) - attributes.cbegin());
  const bool there = found != attributes.end() && found->first == attribute;
  if (value.empty()) {
    if (there) attributes.erase(found);
  } else if (there) {
    found->second = std::move(value);
  } else {
    attributes.insert(found, {std::string(attribute), std::move(value)});
  }
}

void Catalog::add(Object object) {
  Element key = object.element;
  objects_.insert_or_assign(std::move(key), std::move(object));
}

const Object* Catalog::find(const Element& element) const {
  if (element.name.empty() && element.is_part()) return find_part(element);
  const auto found = objects_.find(element);
  return found == objects_.end() ? nullptr : &found->second;
}

const Object* Catalog::find_part(const Element& element) const {
  for (auto at = objects_.lower_bound({element.kind, element.schema, "", ""});
       at != objects_.end() && at->first.kind == element.kind && at->first.schema == element.schema;
       ++at) {
    if (at->first.part == element.part) return &at->second;
  }
  return nullptr;
}

std::vector<const Object*> Catalog::parts(const Element& owner, ElementKind kind) const {
  std::vector<const Object*> found;
  for (auto at = objects_.lower_bound({kind, owner.schema, owner.name, ""});
       at != objects_.end() && at->first.kind == kind && at->first.schema == owner.schema &&
       at->first.name == owner.name;
       ++at) {
    found.push_back(&at->second);
  }
  return found;
}

}  // namespace dunlin::catalog
