#include "base/duration.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <limits>

namespace dunlin {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};

constexpr std::array<Unit, 5> kUnits = {
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

std::optional<std::int64_t> number(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const int digit = c - '0';
    if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return value;
}

std::string two(std::int64_t large, std::string_view large_unit, std::int64_t small,
                std::string_view small_unit) {
  if (small == 0) return fmt::format("{} {}", large, large_unit);
  return fmt::format("{} {} {} {}", large, large_unit, small, small_unit);
}

}  // namespace

std::optional<Milliseconds> parse_duration(std::string_view text) {
  if (text == "0") return Milliseconds(0);
  const std::size_t end = text.find_first_not_of("0123456789");
  if (end == std::string_view::npos) return std::nullopt;
  const std::optional<std::int64_t> count = number(text.substr(0, end));
  if (!count) return std::nullopt;
  for (const Unit& unit : kUnits) {
    if (text.substr(end) != unit.name) continue;
    if (*count > std::numeric_limits<std::int64_t>::max() / unit.milliseconds) return std::nullopt;
    return Milliseconds(*count * unit.milliseconds);
  }
  return std::nullopt;
}

std::string to_string(Milliseconds duration) {
  const std::int64_t count = duration.count();
  if (count == 0) return "0s";
  for (const Unit& unit : kUnits) {
    if (count % unit.milliseconds == 0) {
      return fmt::format("{}{}", count / unit.milliseconds, unit.name);
    }
  }
  return fmt::format("{}ms", count);
}

std::string humane(Milliseconds duration) {
  const std::int64_t count = duration.count();
  if (count < 1'000) return fmt::format("{} ms", count);
  const std::int64_t seconds = count / 1'000;
  if (seconds < 60) {
    const std::int64_t tenths = count % 1'000 / 100;
    return tenths == 0 ? fmt::format("{} s", seconds) : fmt::format("{}.{} s", seconds, tenths);
  }
  if (seconds < 3'600) return two(seconds / 60, "min", seconds % 60, "s");
  if (seconds < 86'400) return two(seconds / 3'600, "h", seconds % 3'600 / 60, "min");
  return two(seconds / 86'400, "d", seconds % 86'400 / 3'600, "h");
}

}  // namespace dunlin
