#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dunlin {

/// `bytes` with all but letters, digits and `-._~` written as `%XX`; those of `kept` stay too.
std::string percent_encoded(std::string_view bytes, std::string_view kept = {});

/// The bytes that `text` means; nothing where a '%' is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace dunlin
