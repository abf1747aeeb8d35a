#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/dialect.h"

namespace dunlin::test {

/// What a property chose, number by number. Fewer and smaller numbers make a shorter and plainer
/// history, which is what rapidcheck looks for in a failing one.
class Choices {
 public:
  explicit Choices(std::vector<unsigned> numbers) : numbers_(std::move(numbers)) {}

  /// A number below `count`; 0 once all are used up.
  std::size_t below(std::size_t count);
  bool yes() { return below(2) == 1; }
  bool left() const { return next_ < numbers_.size(); }

  template <class T>
  const T& of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::vector<unsigned> numbers_;
  std::size_t next_ = 0;
};

/// Statements that can run one after the other on an empty database: tables, columns, constraints,
/// indexes, views, types and functions are made, changed, renamed and dropped, often under names
/// that were used before. No data.
std::vector<std::string> random_statements(Dialect dialect, Choices& choices);

/// Statements that each change one thing of what `statements` has made, and the word that tells
/// which (the name of a table, column, index, …).
struct Change {
  std::string sql;
  std::string names;
};
std::vector<Change> possible_changes(Dialect dialect, const std::vector<unsigned>& numbers);

}  // namespace dunlin::test
