#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.h"

namespace dunlin::sql {

/// One executable statement of a script. Views point into the script's text and live as long.
struct Statement {
  std::size_t begin = 0;  ///< byte offset of its first token
  std::string_view text;  ///< first to last token, without the terminating semicolon
  std::string_view data;  ///< what follows COPY … FROM STDIN, without the closing `\.` line
  bool has_data = false;  ///< a COPY … FROM STDIN, even of no rows
  bool alone = false;     ///< cannot run inside a transaction block: needs a segment of its own
  /// How many it stands for: a long run of INSERTs of constants into one table is one statement
  /// here, of which `text` holds all, semicolons in between.
  std::size_t count = 1;
  std::size_t group = 0;  ///< statements of one group may share a transaction; groups ascend

  std::size_t end() const { return begin + text.size(); }
};

/// Something in a script that dunlin refuses.
struct Problem {
  Code code;
  std::size_t offset = 0;  ///< first byte
  std::size_t length = 1;
  std::string message;
  std::string hint;
};

/// A script taken apart. Comments, white space, empty statements, the BEGIN and COMMIT of a pair
/// and pg_dump's `\restrict` lines belong to no statement.
struct Script {
  std::vector<Statement> statements;
  std::vector<Problem> problems;  ///< by offset
};

}  // namespace dunlin::sql
