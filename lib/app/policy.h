#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/database.h"

namespace dunlin::app {

/// A protected environment is to be changed, and its name was not typed, or another was.
struct Unconfirmed : Error {
  Unconfirmed(std::string message, std::string name)
      : Error(code::kConfirmation, std::move(message)), environment(std::move(name)) {}

  std::string environment;
};

/// What an environment forbids. Each throws Error(kProtected) or Unconfirmed before anything is
/// touched.

/// `fill_gaps` runs revisions in another order than they were written.
void require_out_of_order(const Database& database);

/// A protected environment is downgraded only with allow.downgrade and its name.
void require_downgrade(const Database& database, const std::optional<std::string>& confirmed);

/// A protected environment is changed by `command` only with its name.
void require_name(const Database& database, std::string_view command,
                  const std::optional<std::string>& confirmed);

}  // namespace dunlin::app
