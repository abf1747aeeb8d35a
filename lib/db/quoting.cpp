#include "db/quoting.h"

namespace dunlin::db {

namespace {

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  return out + quote;
}

}  // namespace

std::string StandardQuoting::quoted(std::string_view text) const { return doubled(text, '\''); }

std::string StandardQuoting::quoted_name(std::string_view name) const { return doubled(name, '"'); }

}  // namespace dunlin::db
