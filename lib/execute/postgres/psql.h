#pragma once

#include <string>
#include <string_view>

#include "sql/statement.h"

/// SQL as it must stand in a file that psql reads.
namespace dunlin::execute::postgres {

/// A statement without its semicolon such that psql sends it as it stands: outside of quotes and
/// comments psql would put variables in the place of `:name`.
std::string shielded(std::string_view statement);

/// An argument of a backslash command.
std::string psql_quoted(std::string_view text);

/// A string constant between dollar signs, with a tag that the text does not hold.
std::string dollar_quoted(std::string_view text);

/// Text between `\if` and `\endif`, which is only sent where psql's variable `name` is on.
///
/// The rows of a COPY cannot stand there: psql would read them as SQL where it skips them, and
/// their first quote would hide the `\endif`. So they stand between two such stretches, behind a
/// COPY into the table or, where it is off, one into `sink` that keeps no row.
class Conditional {
 public:
  /// `sink`: a table and one of its columns of type text, as COPY wants them.
  Conditional(std::string& out, std::string_view name, std::string_view sink);
  /// One statement with its rows.
  void add(const sql::Statement& statement);
  /// Text of our own, with its semicolons.
  void add(std::string_view text);
  void end();

 private:
  void add_rows(const sql::Statement& statement);

  std::string& out_;
  std::string name_;
  std::string sink_;
};

}  // namespace dunlin::execute::postgres
