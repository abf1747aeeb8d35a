#pragma once

#include <string_view>
#include <vector>

#include "sql/sqlite/lexer.h"
#include "sql/statement.h"

namespace dunlin::sql::sqlite {

/// Cuts a script where sqlite3_complete() would: at semicolons, and CREATE TRIGGER at the one
/// behind its END. Transaction control still counts as statements here.
class Splitter {
 public:
  /// What cannot be read is appended to `problems`, which outlives this.
  Splitter(std::string_view script, std::vector<Problem>& problems)
      : script_(script), lexer_(script), problems_(problems) {}

  /// The next statement: its place and text. False at the end.
  bool next(Statement& statement);

 private:
  void skip_command();

  std::string_view script_;
  Lexer lexer_;
  std::vector<Problem>& problems_;
};

}  // namespace dunlin::sql::sqlite
