#pragma once

#include <set>

#include "sql/facts.h"

namespace dunlin::plan {

/// What the revisions below a route have made, as far as their texts tell.
class Past {
 public:
  void add(const sql::Facts& facts);

  /// Whether one of them made an element of this name: with the schema or without, a function by
  /// its name alone, a trigger whose table is not named.
  bool made(const sql::Element& element) const;

  /// Whether they may have made anything at all.
  bool unsure() const { return unsure_; }

 private:
  std::set<sql::Element> made_;
  bool unsure_ = false;
};

}  // namespace dunlin::plan
