#include "ledger/sqlite.h"

#include <fmt/format.h>

namespace dunlin::ledger {

namespace {

// A schema is a file here: the tables are told apart by what their names begin with.
std::string name(const Names& names, std::string_view table) {
  return fmt::format("{}{}", names.prefix.empty() ? "dunlin_" : names.prefix, table);
}

std::string relation(const db::Quoting& quoting, const Names& names, std::string_view table) {
  return "main." + quoting.quoted_name(name(names, table));
}

std::string existing(const db::Quoting& quoting, const Names& names) {
  return fmt::format(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name IN ({}, {}) ORDER BY 1",
      quoting.quoted(name(names, "revision")), quoting.quoted(name(names, "meta")));
}

std::string place(const db::Quoting&, const Names&) { return {}; }

std::string time(std::string_view column) { return std::string(column); }

bool denied(const db::ServerError& error) {
  return error.sqlstate.starts_with("SQLITE_READONLY") || error.sqlstate == "SQLITE_PERM";
}

}  // namespace

const Language& sqlite() {
  static constexpr Language kLanguage{
      .schema_file = "sqlite",
      .relation = relation,
      .existing = existing,
      .place = place,
      .time = time,
      .now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
      .elapsed = {},
      .prepares = false,
      .denied = denied,
  };
  return kLanguage;
}

}  // namespace dunlin::ledger
