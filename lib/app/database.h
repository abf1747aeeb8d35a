#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/backends.h"
#include "app/context.h"
#include "execute/session.h"
#include "ledger/ledger.h"

namespace dunlin::app {

/// Whether a database that is not there is made.
enum class Creation {
  never,
  configured,  ///< where the environment says `create: true`
  wanted,
};

enum class Purpose {
  read,
  change,
  claim,  ///< changes only what the database says it is: `heed` does not object
};

/// A database that a command was pointed at: settings, connection and ledger.
class Database {
 public:
  /// Connects. Checks `expect:`, and for Purpose::change that it is no standby. Throws the
  /// errors of config::settings_of, of connecting, and kUnexpectedDatabase, kStandby.
  Database(Context& context, Purpose purpose, Creation creation = Creation::never);

  const config::Settings& settings() const { return settings_; }
  /// The environment's name; nothing for a bare URL.
  const std::optional<std::string>& name() const { return settings_.environment_name; }
  /// `staging (postgresql://host/shop)`
  std::string title() const;

  /// The block that rules here: the environment's, or for a bare URL on a database that is
  /// claimed, the claimed environment's.
  const config::Environment& rules() const { return rules_; }

  const Backend& backend() const { return backend_; }
  db::Connection& connection() { return *connection_; }
  ledger::Ledger& ledger() { return *ledger_; }

  /// There is no database yet, and an upgrade would create it. Only with Purpose::read; then there
  /// is neither connection nor ledger.
  bool absent() const { return connection_ == nullptr; }

  /// What the ledger says; an empty one where there is none, or no database.
  ledger::Snapshot read();

  /// What to run a plan with. Valid as long as this object.
  execute::Session session();

  /// Compares the claim of the database with the environment. Reading only warns; for
  /// Purpose::change throws Error(kOtherClaim) when either side is protected. Returns whether this
  /// run has to write the claim.
  bool heed(const std::optional<ledger::Claim>& claim);

 private:
  void open(Creation creation);
  bool weigh(const std::optional<ledger::Claim>& claim);
  void check_expectations() const;
  void check_server(const db::Server& server) const;
  void check_schema(const std::string& schema) const;

  Context& context_;
  Purpose purpose_;
  config::Settings settings_;
  config::Url url_;
  const Backend& backend_;
  config::Environment rules_;
  std::unique_ptr<db::Connection> connection_;
  std::optional<ledger::Ledger> ledger_;
  bool said_ = false;  // that the claim is another one
};

/// The settings of this command. Throws what config::settings_of throws.
config::Settings settings_of(Context& context);

/// The kind of database an environment is, when its URL can be had here.
std::optional<Dialect> dialect_of(Context& context, const config::Environment& environment);

/// The URL of the settings, read; a relative path in it resolved.
config::Url url_of(Context& context, const config::Settings& settings);

/// What is written into a database in memory is gone with the connection. Throws Error(kBadUrl) for
/// one.
void require_lasting(const config::Url& url);

/// What the ledger's rows and the lock are kept under: with --schema one tenant of a database that
/// holds several.
std::string project_key(const config::Settings& settings);

/// The search_path that sessions are given, if any.
std::optional<std::string> search_path_of(const config::Settings& settings,
                                          const std::optional<config::Url>& url);

}  // namespace dunlin::app
