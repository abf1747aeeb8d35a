#include "db/postgres/database.h"

#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "base/text.h"
#include "db/errors.h"
#include "db/postgres/open.h"

namespace dunlin::db::postgres {
namespace {

/// libpq's rule: the name of the database is that of the user, unless said.
std::string name_in(const config::Url& url) {
  for (const char* keyword : {"dbname", "user"}) {
    if (std::string value = url.keyword(keyword); !value.empty()) return value;
    const std::string variable = keyword == std::string_view("user") ? "PGUSER" : "PGDATABASE";
    if (const char* value = std::getenv(variable.c_str()); value != nullptr && *value != '\0') {
      return value;
    }
  }
  throw Error(code::kBadUrl, "the URL names no database");
}

std::unique_ptr<Connection> maintenance(const config::Url& url) {
  try {
    return open(url.with_database("postgres"));
  } catch (const Unreachable& error) {
    if (error.code() != code::kDatabaseMissing) throw;
    return open(url.with_database("template1"));
  }
}

bool has(Connection& connection, const std::string& name) {
  return !connection.query("SELECT 1 FROM pg_database WHERE datname = $1", {name}).rows.empty();
}

/// 55006 alone says that somebody is there; this says who.
ServerError in_use(Connection& connection, const std::string& name, const ServerError& refused) {
  const Result sessions = connection.query(
      "SELECT coalesce(nullif(application_name, ''), 'unnamed') || ' (pid ' || pid || ')' "
      "FROM pg_stat_activity WHERE datname = $1 ORDER BY pid",
      {name});
  ServerError error = refused;
  error.first().code = code::kLockTimeout;
  error.first().message = fmt::format("cannot drop database '{}': {} connected to it", name,
                                      counted(sessions.rows.size(), "session is", "sessions are"));
  for (const Row& row : sessions.rows) error.first().notes.push_back(row[0].value_or(""));
  return error;
}

}  // namespace

bool database_exists(const config::Url& url) {
  const auto connection = maintenance(url);
  return has(*connection, name_in(url));
}

bool create_database(const config::Url& url) {
  const std::string name = name_in(url);
  const auto connection = maintenance(url);
  try {
    connection->run("CREATE DATABASE " + connection->quoted_name(name));
    return true;
  } catch (const ServerError& error) {
    // duplicate_database; unique_violation when two create it at once.
    if (error.sqlstate == "42P04" || error.sqlstate == "23505") return false;
    throw;
  }
}

bool drop_database(const config::Url& url) {
  const std::string name = name_in(url);
  const auto connection = maintenance(url);
  try {
    connection->run("DROP DATABASE " + connection->quoted_name(name));
    return true;
  } catch (const ServerError& error) {
    if (error.sqlstate == "3D000") return false;
    if (error.sqlstate == "55006") throw in_use(*connection, name, error);
    throw;
  }
}

}  // namespace dunlin::db::postgres
