#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace dunlin {

namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Damerau-Levenshtein, restricted: a swap of neighbours is one step.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

// Characters that take a place on the screen: not those of an escape sequence.
std::size_t width(std::string_view cell) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\x1B' && i + 1 < cell.size() && cell[i + 1] == '[') {
      const std::size_t end = cell.find('m', i);
      if (end == std::string_view::npos) break;
      i = end;
    } else if (!continues(cell[i])) {
      ++count;
    }
  }
  return count;
}

}  // namespace

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return !continues(c); }));
}

std::size_t byte_of_character(std::string_view utf8, std::size_t index) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (continues(utf8[i])) continue;
    if (seen == index) return i;
    ++seen;
  }
  return utf8.size();
}

std::optional<std::size_t> invalid_utf8(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char c = at(i);
    if (c < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4 || i + length > text.size()) return i;
    const unsigned char second = at(i + 1);
    if (second < (c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80) ||
        second > (c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF)) {
      return i;
    }
    for (std::size_t k = 2; k < length; ++k) {
      if (!continues(text[i + k])) return i;
    }
    i += length;
  }
  return std::nullopt;
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  const std::string wanted = lower(word);
  if (wanted.empty()) return std::nullopt;
  const std::string* best = nullptr;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  const std::string* continuation = nullptr;
  std::size_t continuations = 0;
  for (const std::string& candidate : candidates) {
    const std::string folded = lower(candidate);
    const std::size_t gap = folded.size() > wanted.size() ? folded.size() - wanted.size()
                                                          : wanted.size() - folded.size();
    if (gap < best_distance) {
      if (const std::size_t steps = distance(wanted, folded); steps < best_distance) {
        best_distance = steps;
        best = &candidate;
      }
    }
    if (wanted.size() >= 3 && folded.starts_with(wanted)) {
      continuation = &candidate;
      ++continuations;
    }
  }
  if (best != nullptr) return *best;
  if (continuations == 1) return *continuation;
  return std::nullopt;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const auto found = nearest(word, candidates);
  return found ? fmt::format("did you mean '{}'?", *found) : std::string();
}

std::string listed(std::span<const std::string> words, bool quoted) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += quoted ? fmt::format("'{}'", words[i]) : words[i];
  }
  return out;
}

std::string counted(std::size_t n, std::string_view singular, std::string_view plural) {
  if (n == 1) return fmt::format("1 {}", singular);
  return plural.empty() ? fmt::format("{} {}s", n, singular) : fmt::format("{} {}", n, plural);
}

void Columns::add(std::span<const std::string_view> row) {
  widths_.resize(std::max(widths_.size(), row.size()));
  for (std::size_t i = 0; i < row.size(); ++i) {
    widths_[i] = std::max(widths_[i], width(row[i]));
    cells_.append(row[i]).push_back('\0');
  }
  rows_.push_back(row.size());
}

std::string Columns::text() const {
  std::string out;
  out.reserve(cells_.size());
  std::size_t at = 0;
  for (const std::size_t cells : rows_) {
    for (std::size_t i = 0; i < cells; ++i) {
      const std::string_view cell(&cells_[at]);
      if (i > 0) out += "  ";
      out.append(cell).append(widths_[i] - width(cell), ' ');
      at += cell.size() + 1;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out += '\n';
  }
  return out;
}

std::string columns(std::span<const std::vector<std::string>> rows) {
  Columns table;
  for (const auto& row : rows) {
    const std::vector<std::string_view> cells(row.begin(), row.end());
    table.add(cells);
  }
  return table.text();
}

std::string lower(std::string_view ascii) {
  std::string out(ascii);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f\v");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n\f\v") - begin + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string joined(std::span<const std::string> words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

}  // namespace dunlin
