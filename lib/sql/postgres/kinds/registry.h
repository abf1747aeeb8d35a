#pragma once

#include <span>
#include <string_view>

#include "sql/postgres/kinds/input.h"

namespace dunlin::sql::postgres::kinds {

/// A kind of statement: the parser's node, and what reads it.
struct Kind {
  std::string_view type;
  void (*read)(const Input&);
};

/// Every kind there is, sorted by type.
std::span<const Kind> all();

/// Adds the actions of a statement, by its kind; of one that is not known, that it is opaque.
void read_kind(const Input& input);

}  // namespace dunlin::sql::postgres::kinds
