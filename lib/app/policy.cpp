#include "app/policy.h"

#include <fmt/format.h>

namespace dunlin::app {

void require_out_of_order(const Database& database) {
  const config::Environment& rules = database.rules();
  if (rules.allow_out_of_order.value) return;
  throw with_note(
      Error(code::kProtected,
            fmt::format("environment '{}' does not allow revisions out of order", rules.name)),
      fmt::format("allow.out_of_order is false ({})", rules.allow_out_of_order.origin));
}

void require_name(const Database& database, std::string_view command,
                  const std::optional<std::string>& confirmed) {
  const config::Environment& rules = database.rules();
  if (!rules.is_protected.value || confirmed == rules.name) return;
  throw with_note(
      Unconfirmed(confirmed ? fmt::format("'{}' is not the environment's name; it is '{}'",
                                          *confirmed, rules.name)
                            : fmt::format("environment '{}' is protected: {} wants its name",
                                          rules.name, command),
                  rules.name),
      "nothing was changed");
}

void require_downgrade(const Database& database, const std::optional<std::string>& confirmed) {
  const config::Environment& rules = database.rules();
  // A claim may protect a database whose block does not say so.
  const bool silent = rules.is_protected.value && rules.allow_downgrade.origin == "default";
  if (!rules.allow_downgrade.value || silent) {
    Error error(code::kProtected,
                fmt::format("environment '{}' does not allow downgrades", rules.name));
    error.first().notes.emplace_back("nothing was changed");
    error.first().next.push_back(
        fmt::format("write 'allow: {{downgrade: true}}' under '{}' in dunlin.yaml", rules.name));
    throw error;
  }
  require_name(database, "downgrade", confirmed);
}

}  // namespace dunlin::app
