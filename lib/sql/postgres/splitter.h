#pragma once

#include <string_view>
#include <vector>

#include "sql/postgres/lexer.h"
#include "sql/statement.h"

namespace dunlin::sql::postgres {

/// Cuts a script where psql would send what it has read: at semicolons outside parentheses and
/// outside BEGIN ATOMIC … END. Transaction control still counts as statements here.
class Splitter {
 public:
  /// What cannot be read is appended to `problems`, which outlives this.
  Splitter(std::string_view script, std::vector<Problem>& problems)
      : script_(script), lexer_(script), problems_(problems) {}

  /// The next statement: its place, text and data. False at the end.
  bool next(Statement& statement);

 private:
  void read_data(Statement& statement);
  void command(bool inside_statement);

  std::string_view script_;
  Lexer lexer_;
  std::vector<Problem>& problems_;
};

}  // namespace dunlin::sql::postgres
