#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/database.h"

namespace dunlin::app {

/// What an environment forbids. Each throws Error(kProtected / kConfirmation) before anything is
/// touched, with the next command to type.

/// `fill_gaps` runs revisions in another order than they were written.
void require_out_of_order(const Database& database);

/// A protected environment is downgraded only with allow.downgrade and its name.
void require_downgrade(const Database& database, const std::optional<std::string>& confirmed);

/// A protected environment is changed by `command` only with its name.
void require_name(const Database& database, std::string_view command,
                  const std::optional<std::string>& confirmed);

}  // namespace dunlin::app
