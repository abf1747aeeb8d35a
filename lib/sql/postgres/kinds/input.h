#pragma once

#include <string_view>

#include "sql/facts.h"
#include "sql/postgres/text.h"
#include "sql/postgres/tree.h"

namespace dunlin::sql::postgres::kinds {

/// A parsed statement on its way to becoming facts.
struct Input {
  std::string_view type;  ///< of the node: `CreateStmt`
  Node node;              ///< what is in it
  const Text& text;
  Facts& facts;
};

}  // namespace dunlin::sql::postgres::kinds
