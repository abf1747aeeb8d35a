#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dunlin::sql {

/// A set of bytes: a look-up each.
class Bytes {
 public:
  constexpr explicit Bytes(std::string_view members) {
    for (const char c : members) add(c, c);
  }

  /// With the bytes from `first` to `last`, too.
  constexpr Bytes with(char first, char last) const {
    Bytes more = *this;
    more.add(first, last);
    return more;
  }

  constexpr bool operator()(char c) const { return has_[static_cast<unsigned char>(c)]; }

  /// The first byte at or behind `at` that is not of this set.
  constexpr std::size_t skip(std::string_view text, std::size_t at) const {
    while (at < text.size() && (*this)(text[at])) ++at;
    return at;
  }

  /// The first byte at or behind `at` that is of this set, or the size of the text.
  constexpr std::size_t find(std::string_view text, std::size_t at) const {
    while (at < text.size() && !(*this)(text[at])) ++at;
    return at;
  }

 private:
  constexpr void add(char first, char last) {
    for (unsigned c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last);
         ++c) {
      has_[c] = true;
    }
  }

  std::array<bool, 256> has_{};
};

inline constexpr Bytes kDigits = Bytes("0123456789");
inline constexpr Bytes kHexDigits = kDigits.with('a', 'f').with('A', 'F');
/// ASCII letters, the underscore, and every byte of a character beyond ASCII.
inline constexpr Bytes kLetters = Bytes("_").with('a', 'z').with('A', 'Z').with('\x80', '\xFF');

inline constexpr Bytes kLineEnds = Bytes("\r\n");

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace dunlin::sql
