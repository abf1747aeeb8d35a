#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"

namespace dunlin::catalog {

/// One action to be tried on copies.
struct Frame {
  std::string_view statement;           ///< the whole statement the action is part of
  const sql::Action* action = nullptr;  ///< has a draft, or renames or drops something drawn
  bool wanted = false;  ///< its result is asked for; otherwise it only leads to the next
};

/// A question to the database: what would these actions, one after the other, make? They all
/// concern one object (a table with its columns, constraints and indexes; a view; a function).
/// Nothing of it stays.
struct Probe {
  /// The schema that a name without one leads to.
  std::string schema;
  /// The table is there now and is copied first; what the frames add is taken from the copy.
  std::optional<Element> copied;
  std::vector<Frame> frames;
};

/// What one frame showed: the elements that its action claims, as the catalog spells them, under
/// the names and schema they would have; or why nothing can be shown.
struct Drawn {
  Catalog objects;
  std::string failure;  ///< empty: it was drawn
};

/// The answers to one probe, one for each of its frames (an empty one for those not wanted).
using Drawing = std::vector<Drawn>;

}  // namespace dunlin::catalog
