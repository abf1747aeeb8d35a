#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dunlin::log {

/// The talk of the program: on stderr only, one line each, redacted. Text for people
/// (`upgrade: waiting for ...`), or one JSON object a line for programs.
enum class Format { text, json };
enum class Level { debug, info, warning, error };

/// Before the first line. `least` is the least level shown: info, or warning with -q, debug with
/// -v.
void configure(Format format, Level least, bool color);

using Fields = std::vector<std::pair<std::string, std::string>>;

/// `fields` are for the JSON form; the message already says them in words.
void write(Level level, std::string_view message, const Fields& fields = {});

inline void debug(std::string_view message, const Fields& fields = {}) {
  write(Level::debug, message, fields);
}
inline void info(std::string_view message, const Fields& fields = {}) {
  write(Level::info, message, fields);
}
inline void warn(std::string_view message, const Fields& fields = {}) {
  write(Level::warning, message, fields);
}

}  // namespace dunlin::log
