#include "revision/folder_name.h"

#include <fmt/format.h>

#include <vector>

#include "base/percent.h"
#include "base/text.h"

namespace dunlin::revision {

namespace {

constexpr std::size_t kLongestSlug = 40;

bool must_encode(std::string_view id, std::size_t i, bool slug_follows) {
  const char c = id[i];
  if (c == '/' || c == '%' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  if (i == 0 && c == '.') return true;
  if (c != '_') return false;
  // An underscore beside another, or beside the separator, would be read as part of it.
  const bool before = i > 0 && id[i - 1] == '_';
  const bool after = i + 1 < id.size() ? id[i + 1] == '_' : slug_follows;
  return before || after;
}

// `don't` is one word.
bool is_silent(char c) { return c == '\'' || static_cast<unsigned char>(c) >= 0x80; }

std::vector<std::string> words_of(std::string_view message) {
  std::vector<std::string> words(1);
  for (const char c : lower(message)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      words.back() += c;
    } else if (!is_silent(c) && !words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

std::optional<FolderName> read_folder_name(std::string_view name) {
  const std::size_t cut = name.find("__");
  auto id = percent_decoded(name.substr(0, cut));
  if (!id) return std::nullopt;
  const std::string_view slug =
      cut == std::string_view::npos ? std::string_view() : name.substr(cut + 2);
  return FolderName{*std::move(id), std::string(slug)};
}

std::string folder_name(std::string_view id, std::string_view slug) {
  std::string out;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (must_encode(id, i, !slug.empty())) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(id[i]));
    } else {
      out += id[i];
    }
  }
  // A folder of that name would be taken for the file of that name.
  if (slug.empty() && lower(out) == "heads") out = fmt::format("%{:02X}{}", out[0], out.substr(1));
  return slug.empty() ? out : fmt::format("{}__{}", out, slug);
}

std::string slugify(std::string_view message) {
  std::string slug;
  for (const std::string& word : words_of(message)) {
    if (slug.empty()) {
      slug = word.substr(0, kLongestSlug);
    } else if (slug.size() + 1 + word.size() <= kLongestSlug) {
      slug += "_" + word;
    } else {
      break;
    }
  }
  return slug;
}

}  // namespace dunlin::revision
