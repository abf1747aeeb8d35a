#pragma once

#include <optional>
#include <string_view>

namespace dunlin {

/// The kinds of database dunlin speaks to.
enum class Dialect { postgresql, sqlite };

/// `postgresql` or `sqlite`: the word in file names, JSON and messages.
constexpr std::string_view name_of(Dialect dialect) {
  return dialect == Dialect::postgresql ? "postgresql" : "sqlite";
}

/// What to call it in a sentence.
constexpr std::string_view title_of(Dialect dialect) {
  return dialect == Dialect::postgresql ? "PostgreSQL" : "SQLite";
}

constexpr std::optional<Dialect> dialect_named(std::string_view name) {
  if (name == "postgresql") return Dialect::postgresql;
  if (name == "sqlite") return Dialect::sqlite;
  return std::nullopt;
}

}  // namespace dunlin
