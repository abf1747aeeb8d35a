#pragma once

#include <optional>
#include <string>
#include <string_view>

/// SQL as it must stand in a file that the sqlite3 shell reads.
namespace dunlin::execute::sqlite {

/// A statement without its semicolon such that the shell reads it to its end: a line that holds
/// nothing but `/` or `go`, and comments, would end it.
std::string shielded(std::string_view statement);

/// How many columns a query returns, where its text tells: nothing for `*`, and for what is no
/// query.
std::optional<std::size_t> columns_of_query(std::string_view query);

/// Statements that fail with `message` unless the expression is true. They leave nothing behind.
std::string check(const std::string& message, const std::string& expression);

}  // namespace dunlin::execute::sqlite
