#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dunlin::db::postgres {

/// The settings that libpq's keyword `options` asks the server to start with, in order. Poolers
/// refuse it, so they are set once connected. Throws Error(kBadUrl) for what is no setting.
std::vector<std::pair<std::string, std::string>> settings_in(std::string_view options);

}  // namespace dunlin::db::postgres
