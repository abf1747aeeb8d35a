#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dunlin {

using Milliseconds = std::chrono::milliseconds;

/// Reads `500ms`, `60s`, `10m`, `2h`, `1d`, and `0`. Nothing for anything else: no sign, no
/// fraction, no bare number but 0, no overflow.
std::optional<Milliseconds> parse_duration(std::string_view text);

/// The shortest form that parse_duration reads back: `0s`, `500ms`, `60s` stays `1m`.
std::string to_string(Milliseconds duration);

/// `3 ms`, `1.4 s`, `2 min 5 s`: for people.
std::string humane(Milliseconds duration);

}  // namespace dunlin
