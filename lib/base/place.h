#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dunlin {

/// A spot in a file. Lines and columns count from 1, columns in characters (code points);
/// 0 means that it is not known.
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

/// `file:line:column`, as far as known.
std::string to_string(const Place& place);

/// The place of byte `offset` of `text`. Linear in `offset`.
Place place_at(std::string file, std::string_view text, std::size_t offset);

/// The byte that a place of `text` means: the inverse of place_at. An unknown column is the first.
std::size_t offset_of(std::string_view text, const Place& place);

/// One line of a file with a stretch of it underlined.
struct Excerpt {
  std::string line;        ///< without its end
  std::size_t column = 1;  ///< first underlined character, from 1
  std::size_t length = 1;  ///< underlined characters; at least 1
  std::string label;       ///< said beside the underline

  friend bool operator==(const Excerpt&, const Excerpt&) = default;
};

/// The line of `text` that holds bytes [offset, offset + length), underlined as far as it goes.
Excerpt excerpt_at(std::string_view text, std::size_t offset, std::size_t length,
                   std::string label = {});

}  // namespace dunlin
