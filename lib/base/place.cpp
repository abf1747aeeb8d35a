#include "base/place.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace dunlin {

std::string to_string(const Place& place) {
  if (place.line == 0) return place.file;
  if (place.column == 0) return fmt::format("{}:{}", place.file, place.line);
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

namespace {

std::size_t line_begin(std::string_view text, std::size_t offset) {
  if (offset == 0) return 0;
  const std::size_t end = text.rfind('\n', offset - 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

Place place_at(std::string file, std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t begin = line_begin(text, offset);
  const auto lines =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
  std::string_view before = text.substr(begin, offset - begin);
  // A byte order mark is not a character one sees in an editor.
  if (begin == 0 && before.starts_with("\xEF\xBB\xBF")) before.remove_prefix(3);
  return {std::move(file), static_cast<std::size_t>(lines) + 1, characters(before) + 1};
}

std::size_t offset_of(std::string_view text, const Place& place) {
  std::size_t begin = 0;
  for (std::size_t line = 1; line < place.line; ++line) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return text.size();
    begin = end + 1;
  }
  if (begin == 0 && text.starts_with("\xEF\xBB\xBF")) begin = 3;
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  return begin + byte_of_character(line, place.column > 0 ? place.column - 1 : 0);
}

Excerpt excerpt_at(std::string_view text, std::size_t offset, std::size_t length,
                   std::string label) {
  offset = std::min(offset, text.size());
  std::size_t begin = line_begin(text, offset);
  std::size_t end = std::min(text.find('\n', offset), text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  if (begin == 0 && text.starts_with("\xEF\xBB\xBF")) begin = 3;
  offset = std::clamp(offset, begin, std::max(begin, end));
  const std::string_view line = text.substr(begin, end > begin ? end - begin : 0);
  const std::size_t stop = std::min(offset + length, begin + line.size());
  const std::string_view marked = text.substr(offset, stop > offset ? stop - offset : 0);
  return {std::string(line), characters(text.substr(begin, offset - begin)) + 1,
          std::max<std::size_t>(1, characters(marked)), std::move(label)};
}

}  // namespace dunlin
