#include "inspect/postgres/array.h"

#include <algorithm>
#include <string>

namespace dunlin::inspect::postgres {

namespace {

/// Takes a quoted element and its closing quote from the front of `text`.
std::string take_quoted(std::string_view& text) {
  std::string value;
  text.remove_prefix(1);
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
    const std::size_t run = std::min(text.find_first_of("\"\\", 1), text.size());
    value.append(text.substr(0, run));
    text.remove_prefix(run);
  }
  if (!text.empty()) text.remove_prefix(1);
  return value;
}

db::Value take(std::string_view& text) {
  if (text.starts_with('"')) return take_quoted(text);
  const std::string_view plain = text.substr(0, text.find(','));
  text.remove_prefix(plain.size());
  if (plain == "NULL") return std::nullopt;
  return std::string(plain);
}

}  // namespace

std::vector<db::Value> elements_of(std::string_view array) {
  std::vector<db::Value> elements;
  if (array.size() < 3) return elements;
  std::string_view text = array.substr(1, array.size() - 2);
  while (true) {
    elements.push_back(take(text));
    if (text.empty()) return elements;
    text.remove_prefix(1);
  }
}

}  // namespace dunlin::inspect::postgres
