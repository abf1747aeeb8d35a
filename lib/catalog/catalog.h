#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/facts.h"

namespace dunlin::catalog {

using sql::Attributes;
using sql::Element;
using sql::ElementKind;

/// Something a database holds: its key, and named values. catalog/attributes.cpp says what each
/// name means and how two values are compared. An attribute that is NULL or empty is left out.
struct Object {
  Element element;
  Attributes attributes;

  /// Empty when it has none of this name.
  std::string_view get(std::string_view attribute) const;
  void set(std::string_view attribute, std::string value);

  friend bool operator==(const Object&, const Object&) = default;
};

/// What was read of a database at one moment, as values. Every element has its schema.
class Catalog {
 public:
  /// The schemas that a name without one is looked for in, those that exist, in order. What is
  /// created goes to the first.
  std::vector<std::string> search_path;

  void add(Object object);

  /// The object of exactly this key, or nothing. A part whose owner is not named (where DROP
  /// TRIGGER names no table) is the one of its kind and schema that is called so.
  const Object* find(const Element& element) const;

  /// The parts of one kind of a relation or type, by name.
  std::vector<const Object*> parts(const Element& owner, ElementKind kind) const;

  /// Every object, sorted by element.
  const std::map<Element, Object>& all() const { return objects_; }
  bool empty() const { return objects_.empty(); }

 private:
  const Object* find_part(const Element& element) const;

  std::map<Element, Object> objects_;
};

}  // namespace dunlin::catalog
