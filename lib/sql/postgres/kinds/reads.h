#pragma once

#include <string>
#include <vector>

#include "sql/facts.h"
#include "sql/postgres/tree.h"

namespace dunlin::sql::postgres::kinds {

/// Adds what an expression reads: columns of the relation it belongs to, functions, types, and the
/// relations of its sub-queries.
void read_expression(Action& action, Node expression, const Element& relation);

/// Adds what a query or a data statement reads and changes, by relation and, where the text tells
/// which they are, by column. Relations that are only read or changed inside it are locked so.
void read_query(Action& action, Node query);

/// Adds a type that is used, unless every database has it.
void read_type(Action& action, Node type_name);

/// Adds the types of an ObjectWithArgs, by which a function is found.
void read_argument_types(Action& action, Node object);

/// The columns of its relation that an expression names, each once, in order.
std::vector<std::string> columns_in(Node expression);

/// The string constants in a statement that are short enough for a label.
std::vector<std::string> constants_in(Node statement);

}  // namespace dunlin::sql::postgres::kinds
