#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/element.h"
#include "sql/postgres/text.h"
#include "sql/postgres/tree.h"

namespace dunlin::sql::postgres::kinds {

/// What a String node says, or the name in one of the nodes that hold just one.
std::string word(Node node);

/// The items of an array or of a List node.
Node items(Node list);

/// The words of a list of String nodes.
std::vector<std::string> words(Node list);

/// Words one below the other, as attributes with several values are written.
std::string lines(const std::vector<std::string>& words);

/// An element of a name in parts: the last is the name, the one in front of it the schema.
Element named(ElementKind kind, const std::vector<std::string>& parts);
Element named(ElementKind kind, Node list);

/// An element that is part of another: `[schema,] owner, part`.
Element part_of(ElementKind kind, const std::vector<std::string>& parts);
Element part_of(ElementKind kind, const Element& owner, std::string part);

/// Of a RangeVar.
Element relation(Node range_var);
bool is_temporary(Node range_var);
/// As the attributes of the catalog write it: `schema.name`, or the name alone.
std::string printed(const Element& element);

/// A TypeName as the server prints the type in the arguments of a function: no length, no
/// precision, `integer[]`.
std::string printed_type_of(Node type_name);
/// The type itself; its name is empty when it is one that every database has.
Element type_of(Node type_name);

/// `(integer, text)`: the input types among these FunctionParameters.
std::string input_types(Node parameters);
/// An ObjectWithArgs. Without a list of types, `part` is empty.
Element function_of(Node object_with_args);

/// An element that has no kind of its own.
Element other(std::string_view what, std::string schema, std::string name);

/// Of a RoleSpec; empty for CURRENT_USER and the like, which the text does not tell.
std::string role_of(Node role_spec);

/// A DefElem by its name in a list of options, or nothing.
Node option(Node options, std::string_view name);
/// The number at this token, with the sign in front of it.
std::string number_at(const Text& text, std::size_t index);
/// The value of an option as it would be written; `true` for one without a value.
std::string option_value(const Text& text, Node def_elem);
/// Whether an option that is there is on.
bool option_is_on(Node def_elem);

}  // namespace dunlin::sql::postgres::kinds
