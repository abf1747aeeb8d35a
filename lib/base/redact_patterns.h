#pragma once

#include <string>
#include <string_view>

namespace dunlin {

/// What stands in the place of a password.
inline constexpr std::string_view kHidden = "***";

/// `text` with what follows the first ':' of a URL's user part hidden. In URLs of databases also
/// where the password holds characters that it should have percent-encoded. Linear.
std::string hide_url_passwords(std::string text);

/// `text` with the values of `password=…`, `"password": "…"` and SQL's `PASSWORD '…'` hidden, and
/// those of words that end in `password`, `passwd` or `pwd`. The word alone, as in prose or as the
/// name of a column, stays. Linear.
std::string hide_named_passwords(std::string text);

}  // namespace dunlin
