#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "base/yaml.h"

namespace dunlin::yaml {

namespace {

bool is_plain(std::string_view text) {
  static constexpr std::string_view kWords[] = {"null", "true", "false", "yes", "no",
                                                "on",   "off",  "y",     "n"};
  const std::string folded = lower(text);
  if (std::find(std::begin(kWords), std::end(kWords), folded) != std::end(kWords)) return false;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (text.empty() || !(is_word(text.front()) || text.front() == '/') || text.back() == ' ') {
    return false;
  }
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return is_word(c) || std::string_view(" ./@+()'=;$%*<>^~-").find(c) != std::string_view::npos;
  });
}

// Besides the usual ones: line breaks and a byte order mark, of which readers make different
// things. (yaml-cpp 0.7 reads \N as a stray byte.)
struct Escape {
  std::string_view bytes;
  std::string_view written;
};

const Escape* escape_of(std::string_view rest) {
  static constexpr Escape kEscapes[] = {{"\"", "\\\""},
                                        {"\\", "\\\\"},
                                        {"\n", "\\n"},
                                        {"\t", "\\t"},
                                        {"\r", "\\r"},
                                        {"\xC2\x85", "\\u0085"},
                                        {"\xE2\x80\xA8", "\\u2028"},
                                        {"\xE2\x80\xA9", "\\u2029"},
                                        {"\xEF\xBB\xBF", "\\uFEFF"}};
  const auto found = std::find_if(std::begin(kEscapes), std::end(kEscapes),
                                  [&](const Escape& e) { return rest.starts_with(e.bytes); });
  return found == std::end(kEscapes) ? nullptr : found;
}

}  // namespace

std::string scalar(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const Escape* escape = escape_of(text.substr(i))) {
      out += escape->written;
      i += escape->bytes.size() - 1;
    } else if (static_cast<unsigned char>(text[i]) < 0x20 || text[i] == 0x7F) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned>(text[i]));
    } else {
      out += text[i];
    }
  }
  return out + '"';
}

}  // namespace dunlin::yaml
