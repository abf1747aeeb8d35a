#include "dunlin/moment.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"

namespace dunlin::cmd {

namespace {

// The digits at [at, at + length) as a number; -1 when they are none.
int number(std::string_view text, std::size_t at, std::size_t length) {
  int value = -1;
  const char* begin = text.data() + at;
  const auto [end, failed] = std::from_chars(begin, begin + length, value);
  return failed == std::errc{} && end == begin + length ? value : -1;
}

}  // namespace

std::optional<std::time_t> moment(std::string_view text) {
  // 2026-11-20T09:15:02
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  std::tm parts{};
  parts.tm_year = number(text, 0, 4) - 1900;
  parts.tm_mon = number(text, 5, 2) - 1;
  parts.tm_mday = number(text, 8, 2);
  parts.tm_hour = number(text, 11, 2);
  parts.tm_min = number(text, 14, 2);
  parts.tm_sec = number(text, 17, 2);
  const bool sound = parts.tm_year >= 0 && parts.tm_mon >= 0 && parts.tm_mday > 0 &&
                     parts.tm_hour >= 0 && parts.tm_min >= 0 && parts.tm_sec >= 0;
  if (!sound) return std::nullopt;
  return ::timegm(&parts);
}

std::string ago(std::string_view rfc3339, std::time_t now) {
  const auto then = moment(rfc3339);
  if (!then) return std::string(rfc3339);
  const auto seconds = static_cast<long long>(now - *then);
  const auto in = [](long long n, std::string_view unit) {
    return counted(static_cast<std::size_t>(n), unit) + " ago";
  };
  if (seconds < 60) return seconds < -60 ? std::string(rfc3339) : "just now";
  if (seconds < 3600) return in(seconds / 60, "minute");
  if (seconds < 86400) return in(seconds / 3600, "hour");
  if (seconds < 30 * 86400LL) return in(seconds / 86400, "day");
  return std::string(rfc3339.substr(0, 10));
}

}  // namespace dunlin::cmd
