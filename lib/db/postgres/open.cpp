#include "db/postgres/open.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/interrupt.h"
#include "db/errors.h"
#include "db/postgres/connect.h"
#include "db/postgres/connection.h"
#include "db/postgres/settings.h"

namespace dunlin::db::postgres {
namespace {

constexpr int kHasConnectionCheck = 140000;

enum class Check { on, off };

/// One SELECT that sets up the session and says who answers. set_config evaluates in the order
/// written: the server's own default is read before ours is set, the user after the role.
std::string greeting(const PostgresConnection& connection, const config::Url& url,
                     const OpenOptions& options, Check connection_check) {
  // Another process than the one we connected to: a pooler, and what is set stays behind for
  // its next client. Then it is set for this transaction alone.
  const std::string elsewhere =
      fmt::format("pg_backend_pid() <> {}", PQbackendPID(connection.handle()));
  std::string sql =
      "SELECT pg_backend_pid(), pg_is_in_recovery(), "
      "current_setting('default_transaction_read_only'), current_database()";
  const auto set = [&](std::string_view name, std::string_view value) {
    sql += fmt::format(", set_config({}, {}, {})", connection.quoted(name),
                       connection.quoted(value), elsewhere);
  };
  for (const auto& [name, value] : settings_in(url.keyword("options"))) set(name, value);
  set("standard_conforming_strings", "on");
  set("idle_in_transaction_session_timeout", "0");
  if (connection_check == Check::on) set("client_connection_check_interval", "1s");
  const auto& search_path = options.search_path ? options.search_path : url.search_path;
  if (search_path) set("search_path", *search_path);
  if (options.read_only) set("default_transaction_read_only", "on");
  if (options.role) set("role", *options.role);
  return sql + ", current_user";
}

Row greet(PostgresConnection& connection, const std::string& sql) {
  Row row = connection.run(sql).rows.at(0);
  connection.remember(sql);
  return row;
}

Row greet(PostgresConnection& connection, const config::Url& url, const OpenOptions& options) {
  const bool newer = PQserverVersion(connection.handle()) >= kHasConnectionCheck;
  if (newer) {
    try {
      return greet(connection, greeting(connection, url, options, Check::on));
    } catch (const ServerError& error) {
      // 22023: the server's system cannot tell that a client hung up.
      if (error.sqlstate != "22023") throw;
    }
  }
  return greet(connection, greeting(connection, url, options, Check::off));
}

std::string address(PGconn* handle) {
  const std::string host = PQhost(handle);
  const std::string port = PQport(handle);
  return host + ":" + port;
}

Server described(const config::Url& url, PGconn* handle, const Row& row) {
  Server server;
  server.dialect = Dialect::postgresql;
  const std::string version = PQparameterStatus(handle, "server_version");
  server.version = version.substr(0, version.find(' '));
  server.version_number = PQserverVersion(handle);
  server.database = row[3].value_or("");
  server.user = row.back().value_or("");
  server.host = address(handle);
  server.session = std::stoll(row[0].value_or("0"));
  server.standby = row[1] == "t";
  server.read_only = row[2] == "on";
  server.pooled = server.session != PQbackendPID(handle);
  server.url = url.shown();
  return server;
}

}  // namespace

std::unique_ptr<Connection> open(const config::Url& url, const OpenOptions& options) {
  Handle handle = connect(url, options.application_name, options.connect_timeout);
  auto connection = std::make_unique<PostgresConnection>(handle.release());
  try {
    const Row row = greet(*connection, url, options);
    connection->introduce(described(url, connection->handle(), row));
  } catch (const ServerError& error) {
    Interrupt::check();
    Diagnostic diagnostic = error.first();
    diagnostic.code = code::kConnectRefused;
    diagnostic.message = "cannot use " + url.shown() + ": " + diagnostic.message;
    throw Unreachable(std::move(diagnostic), false);
  } catch (const ConnectionLost& error) {
    Diagnostic diagnostic = error.first();
    diagnostic.code = code::kUnreachable;
    throw Unreachable(std::move(diagnostic), true);
  }
  connection->take_notices();
  return connection;
}

}  // namespace dunlin::db::postgres
