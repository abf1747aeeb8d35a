#include "inspect/postgres/names.h"

#include <fmt/format.h>

#include <algorithm>

namespace dunlin::inspect::postgres {

namespace {

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

/// Where the first part of a qualified name ends.
std::size_t end_of_first(std::string_view qualified) {
  bool quoted = false;
  for (std::size_t at = 0; at < qualified.size(); ++at) {
    if (qualified[at] == '"') quoted = !quoted;
    if (qualified[at] == '.' && !quoted) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string identifier(std::string_view name) {
  const bool plain = !name.empty() && (name[0] < '0' || name[0] > '9') &&
                     std::all_of(name.begin(), name.end(), is_plain);
  return plain ? std::string(name) : quoted_name(name);
}

std::string unquoted(std::string_view identifier) {
  if (identifier.size() < 2 || identifier.front() != '"') return std::string(identifier);
  std::string name;
  for (std::size_t at = 1; at + 1 < identifier.size(); ++at) {
    if (identifier[at] == '"') ++at;
    name += identifier[at];
  }
  return name;
}

std::pair<std::string, std::string> parts_of(std::string_view qualified) {
  const std::size_t dot = end_of_first(qualified);
  if (dot == std::string_view::npos) return {"", unquoted(qualified)};
  return {unquoted(qualified.substr(0, dot)), unquoted(qualified.substr(dot + 1))};
}

std::string on_copy(std::string_view name) { return fmt::format("pg_temp.{}", quoted_name(name)); }

}  // namespace dunlin::inspect::postgres
