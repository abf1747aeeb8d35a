#include "config/explain.h"

#include "base/redact.h"
#include "base/text.h"

namespace dunlin::config {

namespace {

std::string shown(const std::string& value) { return redacted(value); }
std::string shown(bool value) { return value ? "true" : "false"; }
std::string shown(int value) { return std::to_string(value); }
std::string shown(Milliseconds value) { return to_string(value); }
std::string shown(Edited value) { return value == Edited::stop ? "stop" : "warn"; }
std::string shown(IfAhead value) {
  return value == IfAhead::ok ? "ok" : value == IfAhead::compatible ? "compatible" : "fail";
}
std::string shown(Pooler value) {
  return value == Pooler::none ? "none" : value == Pooler::session ? "session" : "transaction";
}
std::string shown(const std::vector<std::string>& words) { return redacted(joined(words, " ")); }

class Rows {
 public:
  template <class T>
  void add(std::string key, const Sourced<T>& value) {
    rows_.push_back({std::move(key), shown(value.value), value.origin});
  }
  template <class T>
  void add(std::string key, const std::optional<Sourced<T>>& value) {
    if (value) add(std::move(key), *value);
  }
  std::vector<Explained> take() { return std::move(rows_); }

 private:
  std::vector<Explained> rows_;
};

void add_source(Rows& rows, const Environment& environment) {
  rows.add("url", environment.source.url);
  rows.add("url_file", environment.source.url_file);
  rows.add("url_command", environment.source.url_command);
  rows.add("service", environment.source.service);
  rows.add("direct_url", environment.direct_url);
  rows.add("pooler", environment.pooler);
}

void add_policy(Rows& rows, const Environment& environment) {
  rows.add("create", environment.create);
  rows.add("protected", environment.is_protected);
  rows.add("allow.downgrade", environment.allow_downgrade);
  rows.add("allow.destructive", environment.allow_destructive);
  rows.add("allow.out_of_order", environment.allow_out_of_order);
  rows.add("expect.database", environment.expect_database);
  rows.add("expect.not_replica", environment.expect_not_replica);
  rows.add("expect.min_server", environment.expect_min_server);
  rows.add("session.role", environment.role);
  rows.add("session.search_path", environment.search_path);
  rows.add("ignore", environment.ignore);
}

void add_timing(Rows& rows, const Environment& environment) {
  rows.add("wait", environment.wait);
  rows.add("lock_wait", environment.lock_wait);
  rows.add("timeouts.lock", environment.lock_timeout);
  rows.add("timeouts.statement", environment.statement_timeout);
  rows.add("edited", environment.edited);
  rows.add("if_ahead", environment.if_ahead);
}

void add_hooks(Rows& rows, const char* key, const std::vector<std::vector<std::string>>& commands,
               const Config& config) {
  for (const auto& command : commands) {
    rows.add(key, Sourced<std::vector<std::string>>{command, config.path.value_or("default")});
  }
}

}  // namespace

std::vector<Explained> explain(const Config& config, const Settings& settings) {
  Rows rows;
  rows.add("config", config.path ? Sourced<std::string>{*config.path, "the file"}
                                 : Sourced<std::string>{"none", "default"});
  rows.add("project", settings.project);
  rows.add("directory", settings.directory);
  if (settings.environment_name) {
    rows.add("environment",
             Sourced<std::string>{*settings.environment_name, settings.environment_origin});
  }
  rows.add("ledger.schema", config.ledger_schema);
  if (!config.ledger_prefix.value.empty()) rows.add("ledger.prefix", config.ledger_prefix);
  add_source(rows, settings.environment);
  add_policy(rows, settings.environment);
  add_timing(rows, settings.environment);
  add_hooks(rows, "hooks.before_upgrade", config.hooks.before_upgrade, config);
  add_hooks(rows, "hooks.after_upgrade", config.hooks.after_upgrade, config);
  add_hooks(rows, "hooks.on_failure", config.hooks.on_failure, config);
  return rows.take();
}

}  // namespace dunlin::config
