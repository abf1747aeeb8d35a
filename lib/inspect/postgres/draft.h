#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/probe.h"

namespace dunlin::inspect::postgres {

/// What is run on copies in the place of an action. Its names are those of the temporary schema.
struct Attempt {
  std::string text;     ///< empty: the action has nothing that could be tried
  std::string instead;  ///< tried when the text fails; empty: nothing
  bool unlogged = false;
  bool materialized = false;
};

/// The text of an action by its draft; without a draft what renames or drops as its claims say.
Attempt attempt_of(const catalog::Frame& frame);

/// What takes from a copy what the action adds to it: on the copy of a table that is as it will be
/// after the action, it makes room for it.
std::vector<std::string> undoing(const sql::Action& action);

}  // namespace dunlin::inspect::postgres
