#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/duration.h"
#include "base/files.h"
#include "config/config.h"
#include "config/url.h"

namespace dunlin::config {

/// What the global flags say; nothing: not given.
struct GlobalFlags {
  std::optional<std::string> environment;
  std::optional<std::string> url;
  std::optional<std::string> config;
  std::optional<std::string> directory;
  std::optional<std::string> schema;
  std::optional<Milliseconds> wait;
  std::optional<Milliseconds> lock_wait;
};

/// What a command is about: `check` and `new` read files only.
enum class Need { files, database };

/// What holds for one run, each value with its origin.
struct Settings {
  /// Nothing: a bare URL, to which no block applies.
  std::optional<std::string> environment_name;
  std::string environment_origin;  ///< who chose it: `flag -e`, `DUNLIN_ENV`, `dunlin.yaml:4:22`

  /// The block, or the defaults for a bare URL, with what flags and variables say on top;
  /// `environment.source` is where the URL is to be had.
  Environment environment;

  /// Whether the source stands in the configuration file: its variables are filled in, and its
  /// paths are relative to that file's folder. Otherwise it is taken as it is.
  bool source_is_configured = false;

  Sourced<std::string> project;
  Sourced<std::string> directory;
  std::optional<Sourced<std::string>> schema;  ///< of --schema
  std::vector<std::string> warnings;
};

/// The configuration file to load: the flag, or DUNLIN_CONFIG, or nothing (then ./dunlin.yaml).
std::optional<std::string> config_path(const GlobalFlags& flags,
                                       const std::map<std::string, std::string>& variables);

/// Settles who wins: a flag over DUNLIN_*, that over DATABASE_URL (which counts only where no
/// environment was chosen), that over the environment's block, that over the defaults. An
/// environment is chosen by -e or DUNLIN_ENV; else it is `default_environment`, else the only one.
/// Variables that are set but empty count as not set. Throws Error(kUnknownEnvironment),
/// Error(kNoDatabase) when a database is needed and none is named, and Error(kBadConfig) for a
/// variable that cannot be read.
Settings resolve(const GlobalFlags& flags, const std::map<std::string, std::string>& variables,
                 const Config& config, Need need);

/// Fetches and parses the URL. A relative SQLite path of the configuration file becomes one that
/// is relative to the working directory. Errors name the origin.
Url database_url(const Settings& settings, const Config& config,
                 const std::map<std::string, std::string>& variables, const Files& files);

/// `direct_url` likewise, where the environment has one.
std::optional<Url> direct_url(const Settings& settings, const Config& config,
                              const std::map<std::string, std::string>& variables);

}  // namespace dunlin::config
