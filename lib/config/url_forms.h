#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"
#include "config/url.h"

namespace dunlin::config {

// The forms of a URL, one function each; parse_url decides which it is. None of them repeats what
// it was given in a message.

/// What follows `postgresql:`, slashes included.
Url parse_postgresql_uri(std::string_view rest);

/// libpq's `host=db user='it''s me'`.
Url parse_keyword_string(std::string_view text);

/// What follows `sqlite:`.
Url parse_sqlite_url(std::string_view rest);

/// What follows `file:`, as SQLite and Prisma read it.
Url parse_file_url(std::string_view rest);

/// Adds one libpq keyword, or translates a parameter that other tools put into their URLs.
/// `ordinal` says which of the text's parameters it is, from 1.
void take_parameter(Url& url, std::string_view name, std::string value, std::size_t ordinal);

/// What can only be decided when all parameters are known.
void settle_parameters(Url& url);

Error bad_url(std::string message);

/// `text` with its `%XX` decoded; `part` is what it is called in the message.
std::string decoded(std::string_view text, std::string_view part);

/// Calls `take(name, value, ordinal)` for each `name=value` of a query, decoded.
template <class Take>
void each_parameter(std::string_view query, Take take) {
  std::size_t ordinal = 0;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.empty()) continue;
    ++ordinal;
    const std::size_t sign = pair.find('=');
    if (sign == std::string_view::npos) {
      throw bad_url("a parameter behind the '?' has no '='");
    }
    take(decoded(pair.substr(0, sign), "a parameter's name"),
         decoded(pair.substr(sign + 1), "a parameter"), ordinal);
  }
}

}  // namespace dunlin::config
