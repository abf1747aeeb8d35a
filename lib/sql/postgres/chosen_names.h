#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dunlin::sql::postgres {

/// `table_column_label`, with the longer of the first two cut until it all fits into a name, as
/// the server's makeObjectName does.
std::string object_name(std::string_view first, std::string_view second, std::string_view label);

/// Columns joined by `_`, up to where the server stops adding them.
std::string joined_columns(const std::vector<std::string>& columns);

/// The names that the server gives to what a statement leaves unnamed, if no other statement took
/// them before.
class ChosenNames {
 public:
  /// A name that is written out.
  void take(const std::string& name) { taken_.insert(name); }

  /// The first that is free of `table_addition_label`, `…_label1`, `…_label2`.
  std::string choose(std::string_view table, std::string_view addition, std::string_view label);

 private:
  std::set<std::string, std::less<>> taken_;
};

}  // namespace dunlin::sql::postgres
