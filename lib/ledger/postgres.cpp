#include "ledger/postgres.h"

#include <fmt/format.h>

namespace dunlin::ledger {

namespace {

std::string relation(const db::Quoting& quoting, const Names& names, std::string_view table) {
  return fmt::format("{}.{}", quoting.quoted_name(names.schema),
                     quoting.quoted_name(fmt::format("{}{}", names.prefix, table)));
}

// pg_class is readable by everybody; to_regclass() fails for a schema without USAGE.
std::string existing(const db::Quoting& quoting, const Names& names) {
  return fmt::format(
      "SELECT c.relname FROM pg_catalog.pg_class c "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE n.nspname = {} AND c.relkind IN ('r', 'p') AND c.relname IN ({}, {}) ORDER BY 1",
      quoting.quoted(names.schema), quoting.quoted(names.prefix + "revision"),
      quoting.quoted(names.prefix + "meta"));
}

// Asked first: CREATE SCHEMA IF NOT EXISTS wants CREATE on the database even when it is there.
std::string place(const db::Quoting& quoting, const Names& names) {
  return fmt::format(
      "DO $dunlin$ BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = {}) "
      "THEN CREATE SCHEMA {}; END IF; END $dunlin$",
      quoting.quoted(names.schema), quoting.quoted_name(names.schema));
}

std::string time(std::string_view column) {
  return fmt::format(
      "pg_catalog.to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')", column);
}

bool denied(const db::ServerError& error) { return error.sqlstate == "42501"; }

}  // namespace

const Language& postgres() {
  static constexpr Language kLanguage{
      .schema_file = "postgres",
      .relation = relation,
      .existing = existing,
      .place = place,
      .time = time,
      .now = "clock_timestamp()",
      .elapsed = "(extract(epoch FROM clock_timestamp() - now()) * 1000)::bigint",
      .prepares = true,
      .denied = denied,
  };
  return kLanguage;
}

}  // namespace dunlin::ledger
