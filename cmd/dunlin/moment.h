#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace dunlin::cmd {

/// The second that an RFC 3339 time in UTC names; nothing for any other text.
std::optional<std::time_t> moment(std::string_view rfc3339);

/// `just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`, and from a month on the date. A text
/// that is no time is returned as it is.
std::string ago(std::string_view rfc3339, std::time_t now);

}  // namespace dunlin::cmd
