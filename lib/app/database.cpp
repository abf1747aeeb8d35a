#include "app/database.h"

#include <fmt/format.h>

#include <algorithm>

#include "db/errors.h"

namespace dunlin::app {

namespace {

using config::Environment;

const Environment& claimed_rules(const config::Config& config,
                                 const std::optional<ledger::Claim>& claim,
                                 const Environment& own) {
  const Environment* block = claim ? config.find(claim->environment) : nullptr;
  return block != nullptr ? *block : own;
}

Diagnostic other_claim(const std::string& name, const ledger::Claim& claim, Severity severity) {
  Diagnostic diagnostic;
  diagnostic.code = code::kOtherClaim;
  diagnostic.severity = severity;
  diagnostic.message = fmt::format("the database says it is '{}'{}, not '{}'", claim.environment,
                                   claim.is_protected ? " (protected)" : "", name);
  diagnostic.notes.emplace_back(severity == Severity::error
                                    ? "nothing was run: this may be the wrong database"
                                    : "this may be the wrong database");
  diagnostic.next.push_back(
      fmt::format("dunlin claim {} -e {} --from {}", name, name, claim.environment));
  return diagnostic;
}

}  // namespace

config::Settings settings_of(Context& context) {
  return config::resolve(context.flags(), context.variables(), context.config(),
                         config::Need::database);
}

config::Url url_of(Context& context, const config::Settings& settings) {
  if (auto direct = config::direct_url(settings, context.config(), context.variables())) {
    return *std::move(direct);
  }
  return config::database_url(settings, context.config(), context.variables(), context.files());
}

namespace {

// What to do about a server that does not answer; the other reasons say it themselves.
db::Unreachable with_a_way_on(db::Unreachable error) {
  Diagnostic& diagnostic = error.first();
  if (error.code() != code::kUnreachable || !diagnostic.next.empty()) return error;
  diagnostic.next = {"dunlin config explain    (which URL this is, and where it comes from)"};
  if (error.can_heal) {
    diagnostic.next.emplace_back("add --wait=60s, where the server is only starting");
  }
  return error;
}

Diagnostic plain_warning(const Code& code, const std::string& text) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = Severity::warning;
  diagnostic.message = text;
  return diagnostic;
}

}  // namespace

void require_lasting(const config::Url& url) {
  if (!url.in_memory()) return;
  throw with_next(
      with_note(Error(code::kBadUrl, fmt::format("'{}' is a database in memory: what is written "
                                                 "there is gone when the command ends",
                                                 url.shown())),
                "nothing was run"),
      "name a file instead: sqlite:///dev.db is relative, sqlite:////srv/app.db is not");
}

std::string project_key(const config::Settings& settings) {
  return settings.schema ? fmt::format("{}/{}", settings.project.value, settings.schema->value)
                         : settings.project.value;
}

std::optional<std::string> search_path_of(const config::Settings& settings,
                                          const std::optional<config::Url>& url) {
  if (settings.schema) return settings.schema->value;
  if (settings.environment.search_path) return settings.environment.search_path->value;
  return url ? url->search_path : std::nullopt;
}

std::optional<Dialect> dialect_of(Context& context, const Environment& environment) {
  try {
    Context own = context.for_environment(environment.name);
    return url_of(own, settings_of(own)).dialect;
  } catch (const Error&) {
    return std::nullopt;
  }
}

Database::Database(Context& context, Purpose purpose, Creation creation)
    : context_(context),
      purpose_(purpose),
      settings_(settings_of(context)),
      url_(url_of(context, settings_)),
      backend_(backend_of(url_.dialect)),
      rules_(settings_.environment) {
  for (const std::string& text : settings_.warnings) {
    context_.observer().warned(plain_warning(code::kUnusedVariable, text));
  }
  for (const std::string& text : url_.warnings) {
    context_.observer().warned(plain_warning(code::kIgnoredParameter, text));
  }
  if (purpose_ != Purpose::read) require_lasting(url_);
  open(creation);
  context_.seen.environment = settings_.environment_name;
  context_.seen.is_protected = rules_.is_protected.value;
  if (connection_ == nullptr) return;
  context_.seen.server = connection_->server();
  const config::Config& config = context_.config();
  ledger_.emplace(*connection_, backend_.language(),
                  ledger::Names{config.ledger_schema.value, config.ledger_prefix.value},
                  project_key(settings_));
  check_expectations();
}

void Database::open(Creation creation) {
  db::OpenOptions options;
  options.read_only = purpose_ == Purpose::read;
  options.create =
      creation == Creation::wanted || (creation == Creation::configured && rules_.create.value);
  options.search_path = search_path_of(settings_, url_);
  if (rules_.role) options.role = rules_.role->value;
  // A writer holds readers up for the moment of its commit; longer waits are polled, and told.
  options.busy_timeout = std::min<Milliseconds>(rules_.lock_wait.value, std::chrono::seconds(2));
  options.application_name =
      settings_.environment_name ? fmt::format("dunlin {}", *settings_.environment_name) : "dunlin";
  const auto attempt = [&] {
    if (options.create && !backend_.in_a_file && !backend_.exists(url_)) backend_.create(url_);
    return context_.opener()(url_, options);
  };
  try {
    // A file is there or not; what one waits for is another's lock on it.
    const Milliseconds wait = backend_.in_a_file ? rules_.lock_wait.value : rules_.wait.value;
    connection_ = db::open_waiting(attempt, wait, [&](const Diagnostic& reason) {
      context_.observer().connecting_again(reason);
    });
  } catch (const db::Unreachable& error) {
    const bool will_be = purpose_ == Purpose::read && rules_.create.value;
    if (will_be && error.code() == code::kDatabaseMissing) return;
    throw with_a_way_on(error);
  }
}

void Database::check_expectations() const {
  const db::Server& server = connection_->server();
  const auto refuse = [&](const std::string& what, const std::string& origin) {
    throw with_note(Error(code::kUnexpectedDatabase, what), fmt::format("expected by {}", origin));
  };
  if (rules_.expect_database && rules_.expect_database->value != server.database) {
    refuse(fmt::format("this is database '{}', not '{}'", server.database,
                       rules_.expect_database->value),
           rules_.expect_database->origin);
  }
  if (rules_.expect_not_replica && rules_.expect_not_replica->value && server.standby) {
    refuse("this server is a replica", rules_.expect_not_replica->origin);
  }
  if (rules_.expect_min_server && !backend_.in_a_file &&
      server.version_number / 10000 < rules_.expect_min_server->value) {
    refuse(fmt::format("this server is version {}, and at least {} is wanted", server.version,
                       rules_.expect_min_server->value),
           rules_.expect_min_server->origin);
  }
  if (settings_.schema) check_schema(settings_.schema->value);
  if (purpose_ != Purpose::read) check_server(server);
}

// A tenant that is not there would be migrated into whatever comes next in the search_path.
void Database::check_schema(const std::string& schema) const {
  if (backend_.in_a_file) {
    throw Error(code::kUsage, fmt::format("--schema is for databases with schemas; {} has none",
                                          title_of(backend_.dialect)));
  }
  const db::Result found = connection_->run(
      fmt::format("SELECT 1 FROM information_schema.schemata WHERE schema_name = {}",
                  connection_->quoted(schema)));
  if (!found.rows.empty()) return;
  throw with_next(
      Error(code::kUnexpectedDatabase,
            fmt::format("there is no schema '{}' in database '{}', or it is not ours to "
                        "see",
                        schema, connection_->server().database)),
      fmt::format("CREATE SCHEMA {}", schema));
}

// What a session must be able to do to change anything safely.
void Database::check_server(const db::Server& server) const {
  if (server.version_number < backend_.least_version) {
    throw Error(code::kUnsupportedServer, fmt::format("{} {} is too old: dunlin needs {} or newer",
                                                      title_of(backend_.dialect), server.version,
                                                      backend_.least_version_name));
  }
  if (server.pooled) {
    throw with_next(
        Error(code::kUnsupportedServer,
              "this is a pooler in transaction mode, where a session and its lock cannot be held"),
        "write the server's own URL as 'direct_url:' in dunlin.yaml, or pass it as --url");
  }
  if (server.standby) {
    throw with_next(Error(code::kStandby, "this server is a standby and takes no changes"),
                    "use the primary's URL, or several hosts with target_session_attrs=primary");
  }
}

ledger::Snapshot Database::read() { return absent() ? ledger::Snapshot{} : ledger_->read(); }

std::string Database::title() const {
  const std::string shown = url_.shown();
  return settings_.environment_name ? fmt::format("{} ({})", *settings_.environment_name, shown)
                                    : shown;
}

execute::Session Database::session() {
  ledger::Runner& runner = context_.runner();
  runner.environment = settings_.environment_name.value_or("");
  return {*connection_,          *ledger_, backend_.discipline(), runner, context_.observer(),
          rules_.lock_wait.value};
}

bool Database::heed(const std::optional<ledger::Claim>& claim) {
  const bool writes = weigh(claim);
  context_.seen.is_protected = rules_.is_protected.value;
  return writes;
}

bool Database::weigh(const std::optional<ledger::Claim>& claim) {
  if (purpose_ == Purpose::claim) return false;
  if (!settings_.environment_name) {
    rules_ = claimed_rules(context_.config(), claim, rules_);
    if (claim && claim->is_protected) rules_.is_protected.value = true;
    if (claim && rules_.name.empty()) rules_.name = claim->environment;
    return false;
  }
  if (claim && claim->environment != *settings_.environment_name) {
    const bool guarded = claim->is_protected || rules_.is_protected.value;
    if (purpose_ == Purpose::change && guarded) {
      throw Error(other_claim(*settings_.environment_name, *claim, Severity::error));
    }
    if (!said_) {
      Diagnostic warning = other_claim(*settings_.environment_name, *claim, Severity::warning);
      if (purpose_ == Purpose::change) {
        warning.message = fmt::format(
            "the database said it was '{}'; the claim moves: it now says "
            "'{}'",
            claim->environment, *settings_.environment_name);
        warning.notes = {"neither of them is protected"};
        warning.next.clear();
      }
      context_.observer().warned(warning);
      said_ = true;
    }
    return purpose_ == Purpose::change;
  }
  return purpose_ == Purpose::change &&
         (!claim || claim->is_protected != rules_.is_protected.value);
}

}  // namespace dunlin::app
