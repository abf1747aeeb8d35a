#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace dunlin::sql {

/// What sort of name an element has. Kinds that share a namespace in the database are one kind
/// here, so that a view where a table is wanted is found under the table's name; the attribute
/// `kind` of the catalog tells them apart.
enum class ElementKind {
  schema,
  relation,           ///< table, view, materialized view, sequence, index, foreign table
  column,             ///< of a relation; `part` is its name
  constraint,         ///< of a relation; `part` is its name
  type,               ///< enum, domain, composite, range
  label,              ///< of an enum; `part` is the label
  attribute,          ///< of a composite type; `part` is its name
  domain_constraint,  ///< `part` is its name
  function,           ///< function, procedure, aggregate; `part` is the list of its input types
  trigger,            ///< of a relation; `part` is its name, as for policy and rule
  policy,
  rule,
  extension,
  statistics,
  publication,
  subscription,
  event_trigger,
  role,
  database,
  other,  ///< anything else with a name: `part` says what (`operator`, `cast`, `text search
          ///< dictionary`)
};

/// The one key of everything that has a name in a database. Names are as the database keeps them:
/// folded, cut to its limit, without quotes.
struct Element {
  ElementKind kind = ElementKind::relation;
  std::string schema;  ///< empty: where the search path leads, or a kind that lives in no schema
  std::string name;    ///< of the relation, type, …; for what is part of one, of its owner
  std::string part;    ///< empty, or the name within the owner

  friend auto operator<=>(const Element&, const Element&) = default;
  friend bool operator==(const Element&, const Element&) = default;

  /// Whether it is part of a relation or type, and goes with it.
  bool is_part() const;
  /// The relation or type it is part of; itself when it is none.
  Element owner() const;
};

std::string_view name_of(ElementKind kind);

/// For people: `column "email" of "users"`, `function "f"(integer)`; a schema is written when it
/// is known.
std::string describe(const Element& element);

}  // namespace dunlin::sql
