#include "base/log.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>
#include <stdexcept>

#include "base/interrupt.h"
#include "base/redact.h"
#include "base/text.h"

namespace dunlin::log {

namespace {

struct State {
  Format format = Format::text;
  bool color = false;
  spdlog::logger logger{"dunlin", std::make_shared<spdlog::sinks::stderr_sink_mt>()};

  State() {
    // spdlog would print "[*** LOG ERROR" and go on.
    logger.set_error_handler([](const std::string& what) { throw std::logic_error(what); });
    use(Format::text, Level::info, false);
  }

  void use(Format new_format, Level least, bool new_color);
};

spdlog::level::level_enum native(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      break;
  }
  return spdlog::level::err;
}

void State::use(Format new_format, Level least, bool new_color) {
  format = new_format;
  color = new_color;
  logger.set_level(native(least));
  const char* pattern =
      format == Format::json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})" : "%v";
  logger.set_formatter(
      std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc, "\n"));
}

State& state() {
  static State instance;
  return instance;
}

// Servers may send bytes that are not UTF-8: each becomes U+FFFD.
std::string json_string(std::string_view text) {
  std::string out = "\"";
  std::size_t bad = invalid_utf8(text).value_or(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == bad) {
      out += "\\ufffd";
      const auto next = invalid_utf8(text.substr(i + 1));
      bad = next ? i + 1 + *next : text.size();
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

// Nothing that a server sends may move the cursor or start a second line.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return text;
}

std::string_view prefix(Level level, bool color) {
  switch (level) {
    case Level::debug:
      return "debug: ";
    case Level::info:
      return "";
    case Level::warning:
      return color ? "\x1B[33mwarning\x1B[0m: " : "warning: ";
    case Level::error:
      break;
  }
  return color ? "\x1B[31merror\x1B[0m: " : "error: ";
}

std::string json_members(std::string_view message, const Fields& fields) {
  std::string out = fmt::format("\"message\":{}", json_string(redacted(message)));
  for (const auto& [name, value] : fields) {
    // Times are numbers; ids of digits are names.
    const bool number = name.ends_with("_ms") && !value.empty() &&
                        value.find_first_not_of("0123456789") == std::string::npos;
    out += fmt::format(",{}:{}", json_string(name), number ? value : json_string(redacted(value)));
  }
  return out;
}

}  // namespace

void configure(Format format, Level least, bool color) {
  state().use(format, least, color);
  Interrupt::announce_as_json(format == Format::json);
}

void write(Level level, std::string_view message, const Fields& fields) {
  State& current = state();
  if (!current.logger.should_log(native(level))) return;
  const std::string line =
      current.format == Format::json
          ? json_members(message, fields)
          : fmt::format("{}{}", prefix(level, current.color), one_line(redacted(message)));
  // As a string_view it is text, not a format.
  current.logger.log(native(level), spdlog::string_view_t(line));
}

}  // namespace dunlin::log
