#include "config/config.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "config/reader.h"

namespace dunlin::config {

namespace {

using yaml::Node;

template <class T>
void replace(Sourced<T>& value, std::optional<Sourced<T>> given) {
  if (given) value = std::move(*given);
}

// Project and environment names are parts of ledger keys.
void check_name(Reader& reader, const Node& node, std::string_view what) {
  const bool good = !node.scalar.empty() && node.scalar.size() <= 100 &&
                    node.scalar.find_first_not_of(
                        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "0123456789_.-") == std::string::npos;
  if (good) return;
  reader.report(code::kBadConfig, node,
                fmt::format("'{}' cannot be the name of {}", node.scalar, what),
                "use up to 100 letters, digits, '_', '.' and '-'");
}

void read_timeouts(Reader& reader, const Node& parent, Environment& environment) {
  const Node* timeouts = reader.mapping(parent, "timeouts");
  if (timeouts == nullptr) return;
  reader.check_keys(*timeouts, {"lock", "statement"});
  replace(environment.lock_timeout, reader.duration(*timeouts, "lock"));
  replace(environment.statement_timeout, reader.duration(*timeouts, "statement"));
}

// What `defaults:` and a block of `environments:` have in common.
void read_shared(Reader& reader, const Node& block, Environment& environment) {
  replace(environment.wait, reader.duration(block, "wait"));
  replace(environment.lock_wait, reader.duration(block, "lock_wait"));
  read_timeouts(reader, block, environment);
  if (const auto edited = reader.word(block, "edited", {"stop", "warn"})) {
    environment.edited = {edited->value == 0 ? Edited::stop : Edited::warn, edited->origin};
  }
  if (const auto ahead = reader.word(block, "if_ahead", {"ok", "compatible", "fail"})) {
    environment.if_ahead = {static_cast<IfAhead>(ahead->value), ahead->origin};
  }
  const auto backup = reader.word(block, "backup", {"never", "auto", "always"});
  if (backup && backup->value != 0) reader.not_built_yet(*block.find("backup"), "'backup'");
}

void read_source(Reader& reader, const Node& block, UrlSource& source) {
  source.url = reader.text(block, "url");
  source.url_file = reader.text(block, "url_file");
  source.url_command = reader.texts(block, "url_command");
  source.service = reader.text(block, "service");
  if (source.url_command && source.url_command->value.empty()) {
    reader.report(code::kBadConfig, *block.find("url_command"), "'url_command' is empty");
  }
  const std::string* first = nullptr;
  for (const auto& [key, value] : block.entries) {
    if (key.scalar != "url" && key.scalar != "url_file" && key.scalar != "url_command" &&
        key.scalar != "service") {
      continue;
    }
    if (first != nullptr && *first != key.scalar) {
      reader.report(code::kBadConfig, key,
                    fmt::format("'{}' beside '{}': an environment has one of url, url_file, "
                                "url_command and service",
                                key.scalar, *first));
    }
    first = &key.scalar;
  }
}

void read_pooler(Reader& reader, const Node& block, Environment& environment) {
  const auto pooler = reader.word(block, "pooler", {"none", "session", "transaction"});
  if (!pooler) return;
  environment.pooler = {static_cast<Pooler>(pooler->value), pooler->origin};
  if (environment.pooler->value == Pooler::transaction) {
    reader.not_built_yet(*block.find("pooler"), "'pooler: transaction'");
  }
}

void read_allow(Reader& reader, const Node& block, Environment& environment) {
  const Node* allow = reader.mapping(block, "allow");
  if (allow == nullptr) return;
  reader.check_keys(*allow, {"downgrade", "destructive", "out_of_order"});
  replace(environment.allow_downgrade, reader.boolean(*allow, "downgrade"));
  replace(environment.allow_destructive, reader.boolean(*allow, "destructive"));
  replace(environment.allow_out_of_order, reader.boolean(*allow, "out_of_order"));
  if (!environment.allow_destructive.value) {
    reader.not_built_yet(*allow->find("destructive"), "'destructive: false'");
  }
}

void read_expect(Reader& reader, const Node& block, Environment& environment) {
  const Node* expect = reader.mapping(block, "expect");
  if (expect == nullptr) return;
  reader.check_keys(*expect, {"database", "not_replica", "min_server"});
  environment.expect_database = reader.text(*expect, "database");
  environment.expect_not_replica = reader.boolean(*expect, "not_replica");
  environment.expect_min_server = reader.number(*expect, "min_server");
}

void read_session(Reader& reader, const Node& block, Environment& environment) {
  const Node* session = reader.mapping(block, "session");
  if (session == nullptr) return;
  reader.check_keys(*session, {"role", "search_path"});
  environment.role = reader.text(*session, "role");
  environment.search_path = reader.text(*session, "search_path");
}

void read_later_features(Reader& reader, const Node& block) {
  if (const Node* coexist = block.find("coexist");
      coexist != nullptr && coexist->kind != Node::Kind::null) {
    reader.not_built_yet(*coexist, "'coexist'");
  }
}

void read_environment(Reader& reader, const Node& key, const Node& block, Config& config) {
  check_name(reader, key, "an environment");
  Environment environment = config.defaults;
  environment.name = key.scalar;
  environment.place = key.place;
  if (block.kind != Node::Kind::mapping) {
    reader.report(code::kBadConfig, block.kind == Node::Kind::null ? key : block,
                  fmt::format("the environment '{}' must be a mapping", key.scalar),
                  fmt::format("write {}: {{url: \"…\"}}", key.scalar));
  } else {
    reader.check_keys(
        block, {"url", "url_file", "url_command", "service", "direct_url", "pooler", "create",
                "protected", "allow", "expect", "session", "backup", "coexist", "ignore",
                "timeouts", "wait", "lock_wait", "edited", "if_ahead"});
    read_source(reader, block, environment.source);
    environment.direct_url = reader.text(block, "direct_url");
    read_pooler(reader, block, environment);
    replace(environment.create, reader.boolean(block, "create"));
    replace(environment.is_protected, reader.boolean(block, "protected"));
    read_allow(reader, block, environment);
    // A protected environment is downgraded only where the file says so.
    if (environment.is_protected.value && environment.allow_downgrade.origin == "default") {
      environment.allow_downgrade = {false, environment.is_protected.origin};
    }
    read_expect(reader, block, environment);
    read_session(reader, block, environment);
    environment.ignore = reader.texts(block, "ignore");
    read_later_features(reader, block);
    read_shared(reader, block, environment);
  }
  config.environments.push_back(std::move(environment));
}

void read_environments(Reader& reader, const Node& root, Config& config) {
  if (const Node* blocks = reader.mapping(root, "environments")) {
    for (const auto& [key, block] : blocks->entries) {
      // A second block of one name was reported.
      if (config.find(key.scalar) == nullptr) read_environment(reader, key, block, config);
    }
  }
  config.default_environment = reader.text(root, "default_environment");
  if (!config.default_environment || config.find(config.default_environment->value) != nullptr) {
    return;
  }
  std::vector<std::string> names;
  for (const Environment& environment : config.environments) names.push_back(environment.name);
  reader.report(code::kUnknownEnvironment, *root.find("default_environment"),
                fmt::format("'environments' holds no '{}'", config.default_environment->value),
                did_you_mean(config.default_environment->value, names));
}

void read_ledger(Reader& reader, const Node& root, Config& config) {
  const Node* ledger = reader.mapping(root, "ledger");
  if (ledger == nullptr) return;
  reader.check_keys(*ledger, {"schema", "prefix", "owner_role", "readers"});
  replace(config.ledger_schema, reader.text(*ledger, "schema"));
  replace(config.ledger_prefix, reader.text(*ledger, "prefix"));
  for (const char* later : {"owner_role", "readers"}) {
    if (const Node* node = ledger->find(later)) {
      reader.not_built_yet(*node, fmt::format("'ledger.{}'", later));
    }
  }
}

// A string is a program without arguments; a list is a program and its arguments.
void read_hook(Reader& reader, const Node& hooks, std::string_view key,
               std::vector<std::vector<std::string>>& commands) {
  const std::string what = fmt::format("'{}'", key);
  const Node* node = hooks.find(key);
  if (node == nullptr || !reader.is_list(*node, what)) return;
  for (const Node& item : node->items) {
    std::vector<std::string> arguments;
    if (item.kind == Node::Kind::sequence) {
      for (const Node& argument : item.items) {
        if (!reader.is_text(argument, fmt::format("an argument in {}", what))) return;
        arguments.push_back(argument.scalar);
      }
    } else if (reader.is_text(item, fmt::format("a command of {}", what))) {
      arguments.push_back(item.scalar);
    } else {
      return;
    }
    if (arguments.empty() || arguments.front().empty()) {
      reader.report(code::kBadConfig, item, fmt::format("a command of {} is empty", what));
    }
    commands.push_back(std::move(arguments));
  }
}

void read_hooks(Reader& reader, const Node& root, Hooks& hooks) {
  const Node* node = reader.mapping(root, "hooks");
  if (node == nullptr) return;
  reader.check_keys(*node, {"before_upgrade", "after_upgrade", "on_failure"});
  read_hook(reader, *node, "before_upgrade", hooks.before_upgrade);
  read_hook(reader, *node, "after_upgrade", hooks.after_upgrade);
  read_hook(reader, *node, "on_failure", hooks.on_failure);
}

void read_root(Reader& reader, const Node& root, Config& config) {
  reader.check_keys(root, {"version", "project", "directory", "default_environment", "ledger",
                           "defaults", "environments", "hooks"});
  if (const auto version = reader.number(root, "version"); version && version->value != 1) {
    reader.report(code::kBadConfig, *root.find("version"),
                  "this dunlin reads 'version: 1' of the file");
  }
  replace(config.project, reader.text(root, "project"));
  if (const Node* project = root.find("project");
      project != nullptr && project->kind == Node::Kind::scalar && !project->scalar.empty()) {
    check_name(reader, *project, "a project");
  }
  replace(config.directory, reader.text(root, "directory"));
  read_ledger(reader, root, config);
  if (const Node* defaults = reader.mapping(root, "defaults")) {
    reader.check_keys(*defaults, {"wait", "lock_wait", "timeouts", "edited", "backup", "if_ahead"});
    read_shared(reader, *defaults, config.defaults);
  }
  read_environments(reader, root, config);
  read_hooks(reader, root, config.hooks);
}

void throw_problems(std::vector<Diagnostic>& problems) {
  if (problems.empty()) return;
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) {
    return std::pair(a.place->line, a.place->column) < std::pair(b.place->line, b.place->column);
  });
  throw Error(std::move(problems));
}

Config parse(const std::string& text, const std::string& path) {
  Config config;
  config.path = path;
  Reader reader(text, path);
  if (const Node* root = reader.root()) read_root(reader, *root, config);
  throw_problems(reader.problems());
  if (!config.directory.value.starts_with('/')) {
    config.directory.value = path_in(config.base_directory(), config.directory.value);
  }
  return config;
}

}  // namespace

const Environment* Config::find(std::string_view name) const {
  const auto found =
      std::find_if(environments.begin(), environments.end(),
                   [&](const Environment& environment) { return environment.name == name; });
  return found == environments.end() ? nullptr : &*found;
}

std::string Config::base_directory() const {
  const std::size_t slash = path ? path->rfind('/') : std::string::npos;
  if (slash == std::string::npos) return {};
  return slash == 0 ? "/" : path->substr(0, slash);
}

Config load(const Files& files, const std::optional<std::string>& path) {
  const std::string file = path.value_or("dunlin.yaml");
  if (const std::optional<std::string> text = files.read(file)) return parse(*text, file);
  if (!path) return {};
  throw with_next(Error(code::kConfigMissing, fmt::format("there is no file '{}'", file)),
                  "dunlin init");
}

}  // namespace dunlin::config
