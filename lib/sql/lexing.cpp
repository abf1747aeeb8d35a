#include "sql/lexing.h"

#include <fmt/format.h>

namespace dunlin::sql {

bool same_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != word[i]) return false;
  }
  return true;
}

namespace {

std::string_view name_of_opened(std::string_view opener) {
  switch (opener.back()) {
    case '*':
      return "comment";
    case '$':
      return "dollar-quoted string";
    case '\'':
      return "string";
    default:
      return "quoted name";
  }
}

std::string_view closer_of(std::string_view opener) {
  switch (opener.back()) {
    case '*':
      return "*/";
    case '[':
      return "]";
    case '$':
      return opener;
    default:
      return opener.substr(opener.size() - 1);
  }
}

}  // namespace

Problem open_text(const Token& opener) {
  return {code::kOpenText, opener.begin, opener.text.size(),
          fmt::format("this {} is never closed", name_of_opened(opener.text)),
          fmt::format("close it with {}", closer_of(opener.text))};
}

}  // namespace dunlin::sql
