#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"

namespace dunlin::catalog {

/// The lines of a list, in order, without empty ones. Views into `text`.
std::vector<std::string_view> lines_of(std::string_view text);

/// How two values of an attribute are compared.
enum class Compare {
  text,        ///< byte by byte
  expression,  ///< as the database spells it; where that is not settled, both sides are drawn again
  lines,       ///< the same lines, in any order
  name,        ///< a qualified name: quotes that a database may leave out do not count
  names,       ///< the same qualified names, in any order
};

/// What an attribute means to a comparison.
struct AttributeRule {
  ElementKind kind;
  std::string_view name;
  Compare compare = Compare::text;
  /// Part of an element's shape: a statement that makes the element states it, if only by leaving
  /// it out. What does not count differs in silence unless a statement sets it by name.
  bool counts = true;
};

/// The one table of attributes: a kind's attributes are its names in it.
std::span<const AttributeRule> attribute_rules();

/// A name that is not in the table is a defect, which a test finds.
const AttributeRule* rule_of(ElementKind kind, std::string_view attribute);

/// Whether two values of this attribute are the same to a comparison.
bool same_value(ElementKind kind, std::string_view attribute, std::string_view a,
                std::string_view b);

}  // namespace dunlin::catalog
