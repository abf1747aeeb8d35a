#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace dunlin::cmd {

/// Puts text into colour where colour is wanted.
struct Paint {
  bool on = false;

  static constexpr std::string_view kRed = "31";
  static constexpr std::string_view kGreen = "32";
  static constexpr std::string_view kYellow = "33";
  static constexpr std::string_view kBold = "1";
  static constexpr std::string_view kFaint = "2";
  static constexpr std::string_view kUnderline = "4";
  static constexpr std::string_view kBoldRed = "1;31";
  static constexpr std::string_view kBoldYellow = "1;33";
  static constexpr std::string_view kBoldBlue = "1;34";
  static constexpr std::string_view kBoldCyan = "1;36";

  std::string operator()(std::string_view escape, std::string_view text) const {
    return on && !text.empty() ? fmt::format("\x1B[{}m{}\x1B[0m", escape, text) : std::string(text);
  }
};

/// How text for people is laid out.
struct Look {
  Paint paint;
  std::size_t width = 100;  ///< in characters
};

}  // namespace dunlin::cmd
