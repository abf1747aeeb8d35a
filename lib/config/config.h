#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/duration.h"
#include "base/files.h"
#include "base/place.h"

namespace dunlin::config {

/// A value and where it came from: `flag --url`, `DUNLIN_DATABASE_URL`, `dunlin.yaml:7:11`,
/// `default`.
template <class T>
struct Sourced {
  T value{};
  std::string origin = "default";
};

enum class Edited { stop, warn };
enum class IfAhead { ok, compatible, fail };
enum class Pooler { none, session, transaction };

/// Where an environment's URL is to be had; exactly one of them is set, or none.
struct UrlSource {
  std::optional<Sourced<std::string>> url;  ///< as written, variables not yet filled in
  std::optional<Sourced<std::string>> url_file;
  std::optional<Sourced<std::vector<std::string>>> url_command;
  std::optional<Sourced<std::string>> service;
};

/// A block of `environments:`; where a key is absent, the `defaults:` (or built-in) value with its
/// origin.
struct Environment {
  std::string name;
  Place place;
  UrlSource source;
  std::optional<Sourced<std::string>> direct_url;
  std::optional<Sourced<Pooler>> pooler;
  Sourced<bool> create;
  Sourced<bool> is_protected;
  Sourced<bool> allow_downgrade{true};
  Sourced<bool> allow_destructive{true};
  Sourced<bool> allow_out_of_order{true};
  std::optional<Sourced<std::string>> expect_database;
  std::optional<Sourced<bool>> expect_not_replica;
  std::optional<Sourced<int>> expect_min_server;
  std::optional<Sourced<std::string>> role;
  std::optional<Sourced<std::string>> search_path;
  Sourced<Milliseconds> wait;
  Sourced<Milliseconds> lock_wait{std::chrono::minutes(10)};
  Sourced<Milliseconds> lock_timeout{std::chrono::milliseconds(500)};
  Sourced<Milliseconds> statement_timeout;
  Sourced<Edited> edited{Edited::stop};
  std::optional<Sourced<std::vector<std::string>>> ignore;  ///< patterns of names
  std::optional<Sourced<IfAhead>> if_ahead;                 ///< nothing: what the command prefers
};

struct Hooks {
  std::vector<std::vector<std::string>> before_upgrade;
  std::vector<std::vector<std::string>> after_upgrade;
  std::vector<std::vector<std::string>> on_failure;
};

/// dunlin.yaml, checked. Nothing of it is looked up yet: no variable, no URL.
struct Config {
  std::optional<std::string> path;  ///< nothing: there is no file
  Sourced<std::string> project{"default"};
  Sourced<std::string> directory{"migrations"};  ///< resolved against the file's folder
  std::optional<Sourced<std::string>> default_environment;
  Sourced<std::string> ledger_schema{"dunlin"};
  Sourced<std::string> ledger_prefix;
  std::optional<Sourced<std::string>> ledger_owner_role;
  std::vector<std::string> ledger_readers;
  Environment defaults;                   ///< what an unnamed environment (a bare URL) gets
  std::vector<Environment> environments;  ///< in the order of the file
  Hooks hooks;

  const Environment* find(std::string_view name) const;
  /// The folder that relative paths of the file are relative to ("" without a file).
  std::string base_directory() const;
};

/// Reads and checks the file: every problem in one Error, each with file:line:column and a
/// nearest-name hint (kUnknownKey, kDuplicateKey, kBadConfig); a key of the design whose feature
/// is not built yet is refused with kNotBuiltYet. `path` nothing: `dunlin.yaml` in the working
/// directory if there is one. A path that was asked for and is not there: kConfigMissing.
Config load(const Files& files, const std::optional<std::string>& path);

/// Fills in `${VAR}`, `${VAR:-default}` and `${VAR:?message}` (`$$` is a dollar). Throws
/// Error(kMissingVariable) that names the variable, never its value.
std::string with_variables(std::string_view text,
                           const std::map<std::string, std::string>& variables);

/// The process's environment.
std::map<std::string, std::string> process_variables();

}  // namespace dunlin::config
