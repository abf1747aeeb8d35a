#pragma once

#include <string_view>

#include "sql/element.h"
#include "sql/postgres/tree.h"

namespace dunlin::sql::postgres::kinds {

/// The element that COMMENT, DROP, ALTER … OWNER and the like name: `type` is an OBJECT_… of the
/// parser, `object` the node that holds the name.
Element object_of(std::string_view type, Node object);

/// What an element of kind `other` is, in the words of SQL: `text search dictionary`.
std::string_view words_of(std::string_view type);

/// Whether it belongs to the whole server and not to one database.
bool is_of_cluster(std::string_view type);

}  // namespace dunlin::sql::postgres::kinds
