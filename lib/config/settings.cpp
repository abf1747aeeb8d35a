#include "config/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "config/source.h"

namespace dunlin::config {

namespace {

using Variables = std::map<std::string, std::string>;

std::optional<Sourced<std::string>> variable(const Variables& variables, const char* name) {
  const auto found = variables.find(name);
  // docker compose hands on what it does not know as an empty value.
  if (found == variables.end() || found->second.empty()) return std::nullopt;
  return Sourced<std::string>{found->second, name};
}

template <class T>
std::optional<Sourced<T>> flag(const std::optional<T>& value, const char* name) {
  if (!value) return std::nullopt;
  return Sourced<T>{*value, fmt::format("flag {}", name)};
}

std::vector<std::string> names_of(const Config& config) {
  std::vector<std::string> names;
  for (const Environment& environment : config.environments) names.push_back(environment.name);
  return names;
}

Error unknown_environment(const Sourced<std::string>& name, const Config& config) {
  const std::vector<std::string> names = names_of(config);
  Error error(code::kUnknownEnvironment,
              fmt::format("unknown environment '{}' ({})", name.value, name.origin));
  if (!config.path) {
    return with_next(with_note(std::move(error), "there is no dunlin.yaml here"), "dunlin init");
  }
  if (names.empty()) return with_note(std::move(error), *config.path + " holds no environments");
  return with_hint(
      with_note(std::move(error), fmt::format("{} holds {}", *config.path, listed(names))),
      did_you_mean(name.value, names));
}

Error no_database(const Config& config) {
  const std::vector<std::string> names = names_of(config);
  if (names.empty()) {
    return with_next(with_next(Error(code::kNoDatabase, "no database is named"), "dunlin init"),
                     "dunlin --url postgresql://USER:PASSWORD@HOST/DATABASE …");
  }
  return with_next(with_note(Error(code::kNoDatabase, "no environment is chosen"),
                             fmt::format("{} holds {}; 'default_environment' may name one",
                                         config.path.value_or("dunlin.yaml"), listed(names))),
                   "dunlin -e NAME …");
}

UrlSource as_url(Sourced<std::string> url) {
  UrlSource source;
  source.url = std::move(url);
  return source;
}

// NAME or NAME_FILE, which Docker's secrets go by.
std::optional<UrlSource> from_variables(const Variables& variables, const std::string& name) {
  const std::string file_name = name + "_FILE";
  std::optional<Sourced<std::string>> url = variable(variables, name.c_str());
  std::optional<Sourced<std::string>> file = variable(variables, file_name.c_str());
  if (url && file) {
    throw Error(code::kBadConfig,
                fmt::format("both {} and {} are set; unset one of them", name, file_name));
  }
  if (url) return as_url(std::move(*url));
  if (!file) return std::nullopt;
  UrlSource source;
  source.url_file = std::move(file);
  return source;
}

// Whether the block's value is that of the variable; unknown counts as no.
bool is_same(const std::optional<Sourced<std::string>>& configured, const Variables& variables,
             const std::string& value) {
  if (!configured) return false;
  try {
    return with_variables(configured->value, variables) == value;
  } catch (const Error&) {
    return false;
  }
}

void warn_of_unused(Settings& settings, const Variables& variables) {
  const UrlSource& source = settings.environment.source;
  const auto warn = [&](const char* name, const std::optional<Sourced<std::string>>& configured) {
    const auto unused = variable(variables, name);
    if (!unused || is_same(configured, variables, unused->value)) return;
    settings.warnings.push_back(
        fmt::format("{} is set and not used: the environment '{}' was chosen, and the database is "
                    "the one of its block",
                    name, settings.environment.name));
  };
  warn("DATABASE_URL", source.url);
  warn("DATABASE_URL_FILE", source.url_file);
}

// The environment that was chosen, or that stands to reason where nobody chose.
std::optional<Sourced<std::string>> environment_for(
    const std::optional<Sourced<std::string>>& chosen, bool has_url, const Config& config) {
  if (chosen) return chosen;
  if (has_url) return std::nullopt;
  if (config.default_environment) return config.default_environment;
  if (config.environments.size() != 1) return std::nullopt;
  const Environment& only = config.environments.front();
  return Sourced<std::string>{only.name, to_string(only.place)};
}

void use_block(Settings& settings, const Sourced<std::string>& name, const Config& config) {
  const Environment* block = config.find(name.value);
  if (block == nullptr) throw unknown_environment(name, config);
  settings.environment = *block;
  settings.environment_name = name.value;
  settings.environment_origin = name.origin;
}

void use_source(Settings& settings, UrlSource given) {
  settings.environment.source = std::move(given);
  // It belongs to the URL that was replaced.
  settings.environment.direct_url.reset();
}

void choose_database(Settings& settings, const GlobalFlags& flags, const Variables& variables,
                     const Config& config, Need need) {
  std::optional<Sourced<std::string>> chosen = flag(flags.environment, "-e");
  if (!chosen) chosen = variable(variables, "DUNLIN_ENV");
  std::optional<UrlSource> given;
  if (flags.url) given = as_url(*flag(flags.url, "--url"));
  if (!given) given = from_variables(variables, "DUNLIN_DATABASE_URL");
  if (!given && !chosen) given = from_variables(variables, "DATABASE_URL");

  const auto name = environment_for(chosen, given.has_value(), config);
  settings.environment = config.defaults;
  if (name) use_block(settings, *name, config);
  settings.source_is_configured = !given;
  if (given) {
    use_source(settings, std::move(*given));
  } else if (name && chosen) {
    warn_of_unused(settings, variables);
  } else if (!name && need == Need::database) {
    throw no_database(config);
  }
}

void override_duration(Sourced<Milliseconds>& value, const std::optional<Milliseconds>& given,
                       const char* flag_name, const Variables& variables, const char* name) {
  if (const auto by_flag = flag(given, flag_name)) {
    value = *by_flag;
  } else if (const auto text = variable(variables, name)) {
    const auto duration = parse_duration(text->value);
    if (!duration) {
      throw with_hint(Error(code::kBadConfig,
                            fmt::format("{} must be a duration, not '{}'", name, text->value)),
                      "write 500ms, 60s, 10m, 2h, 1d or 0");
    }
    value = {*duration, name};
  }
}

void check_source(const Settings& settings) {
  const UrlSource& source = settings.environment.source;
  if (source.url || source.url_file || source.url_command || source.service) return;
  throw with_next(Error(code::kNoDatabase,
                        fmt::format("the environment '{}' does not say where its database is",
                                    settings.environment.name)),
                  fmt::format("add url, url_file, url_command or service at {}",
                              to_string(settings.environment.place)));
}

std::string origin_of(const UrlSource& source) {
  if (source.url) return source.url->origin;
  if (source.url_file) return source.url_file->origin;
  if (source.url_command) return source.url_command->origin;
  return source.service ? source.service->origin : std::string("default");
}

Url parsed(const std::string& text, const std::string& origin) {
  try {
    return parse_url(text);
  } catch (const Error& error) {
    throw with_note(error, fmt::format("the URL is that of {}", origin));
  }
}

void make_relative_to(Url& url, const std::string& folder) {
  // Only a database in a file has a path.
  if (url.path.empty() || url.path.starts_with('/')) return;
  url.path = path_in(folder, url.path);
}

}  // namespace

std::optional<std::string> config_path(const GlobalFlags& flags, const Variables& variables) {
  if (flags.config) return flags.config;
  if (const auto path = variable(variables, "DUNLIN_CONFIG")) return path->value;
  return std::nullopt;
}

namespace {

// A variable that is nearly one of ours was meant to be; others may be anybody's.
void warn_of_slips(Settings& settings, const Variables& variables) {
  static const std::vector<std::string> kKnown = {
      "DUNLIN_CONFIG",    "DUNLIN_CONFIRM",    "DUNLIN_DATABASE_URL", "DUNLIN_DATABASE_URL_FILE",
      "DUNLIN_DIR",       "DUNLIN_ENV",        "DUNLIN_FORMAT",       "DUNLIN_GIT_COMMIT",
      "DUNLIN_LOCK_WAIT", "DUNLIN_LOG_FORMAT", "DUNLIN_MODE",         "DUNLIN_RELEASE",
      "DUNLIN_WAIT"};
  for (const auto& [name, value] : variables) {
    if (!name.starts_with("DUNLIN_")) continue;
    if (std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end()) continue;
    const bool environment = name.starts_with("DUNLIN_ENV");
    const std::optional<std::string> meant =
        environment ? std::optional<std::string>("DUNLIN_ENV") : nearest(name, kKnown);
    if (!meant) continue;
    settings.warnings.push_back(
        fmt::format("the variable '{}' means nothing to dunlin; did you mean '{}'?", name, *meant));
  }
}

}  // namespace

Settings resolve(const GlobalFlags& flags, const Variables& variables, const Config& config,
                 Need need) {
  Settings settings;
  settings.project = config.project;
  settings.directory = config.directory;
  if (const auto directory = flag(flags.directory, "-d")) {
    settings.directory = *directory;
  } else if (const auto by_variable = variable(variables, "DUNLIN_DIR")) {
    settings.directory = *by_variable;
  }
  choose_database(settings, flags, variables, config, need);
  if (need == Need::database) check_source(settings);
  Environment& environment = settings.environment;
  override_duration(environment.wait, flags.wait, "--wait", variables, "DUNLIN_WAIT");
  override_duration(environment.lock_wait, flags.lock_wait, "--lock-wait", variables,
                    "DUNLIN_LOCK_WAIT");
  settings.schema = flag(flags.schema, "--schema");
  warn_of_slips(settings, variables);
  if (settings.schema) environment.search_path = settings.schema;
  return settings;
}

Url database_url(const Settings& settings, const Config& config, const Variables& variables,
                 const Files& files) {
  const UrlSource& source = settings.environment.source;
  const std::string origin = origin_of(source);
  if (settings.source_is_configured) {
    Url url = parsed(fetch(source, config, variables, files), origin);
    make_relative_to(url, config.base_directory());
    return url;
  }
  return parsed(source.url ? source.url->value : read_url_file(source.url_file->value, files),
                origin);
}

std::optional<Url> direct_url(const Settings& settings, const Config& config,
                              const Variables& variables) {
  const auto& direct = settings.environment.direct_url;
  if (!direct) return std::nullopt;
  std::string text;
  try {
    text = with_variables(direct->value, variables);
  } catch (const Error& error) {
    throw with_note(error, fmt::format("needed at {}", direct->origin));
  }
  Url url = parsed(text, direct->origin);
  make_relative_to(url, config.base_directory());
  return url;
}

}  // namespace dunlin::config
