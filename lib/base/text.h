#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dunlin {

/// Code points in UTF-8 text; a stray byte counts as one.
std::size_t characters(std::string_view utf8);

/// The byte offset of character `index` (from 0), or the size of the text.
std::size_t byte_of_character(std::string_view utf8, std::size_t index);

/// The offset of the first byte that is not valid UTF-8 (RFC 3629: no overlong forms, no
/// surrogates), or nothing.
std::optional<std::size_t> invalid_utf8(std::string_view text);

/// The candidate that a mistyped `word` most likely meant: at most a third of its letters
/// differ (swaps count once) or it is a prefix of exactly one. Ties go to the first.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// `did you mean 'x'?`, or nothing to say.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// `a`, `a and b`, `a, b and c`; each in single quotes when `quoted`.
std::string listed(std::span<const std::string> words, bool quoted = false);

/// `1 revision`, `3 revisions`.
std::string counted(std::size_t n, std::string_view singular, std::string_view plural = {});

/// Rows under each other in columns as wide as their widest cell, two spaces between them, no
/// trailing blanks, a line feed after each row. Widths count characters; escape sequences that
/// set colours count nothing. Holds little more than the text of the cells, in which no NUL may be.
class Columns {
 public:
  void add(std::initializer_list<std::string_view> row) { add(std::span(row.begin(), row.size())); }
  void add(std::span<const std::string_view> row);
  bool empty() const { return rows_.empty(); }
  std::string text() const;

 private:
  std::string cells_;              // each ends with a NUL
  std::vector<std::size_t> rows_;  // how many cells each has
  std::vector<std::size_t> widths_;
};

/// The same of rows that are there already.
std::string columns(std::span<const std::vector<std::string>> rows);

std::string lower(std::string_view ascii);
std::string_view trimmed(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string joined(std::span<const std::string> words, std::string_view separator);

}  // namespace dunlin
