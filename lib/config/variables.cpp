#include <fmt/format.h>
#include <unistd.h>

#include "base/error.h"
#include "base/redact.h"
#include "config/config.h"

namespace dunlin::config {

namespace {

using Variables = std::map<std::string, std::string>;

bool is_name(std::string_view text) {
  return !text.empty() && !(text.front() >= '0' && text.front() <= '9') &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
             std::string_view::npos;
}

// The offset of the '}' that closes the `${` whose inside begins at `at`, or npos.
std::size_t closing_brace(std::string_view text, std::size_t at) {
  std::size_t depth = 1;
  for (; at < text.size(); ++at) {
    if (text.substr(at, 2) == "${") ++depth;
    if (text[at] == '}' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

Error missing(std::string_view name, std::string_view reason) {
  return with_next(
      Error(code::kMissingVariable,
            reason.empty()
                ? fmt::format("the environment variable '{}' is not set", name)
                : fmt::format("the environment variable '{}' is not set: {}", name, reason)),
      fmt::format("export {}=…", name));
}

// What stands between `${` and `}`. As in a shell, ':-' and ':?' count an empty value as none.
std::string expanded(std::string_view inside, const Variables& variables) {
  const std::size_t colon = inside.find(':');
  const std::string_view name = inside.substr(0, colon);
  const std::string_view rest = colon == std::string_view::npos ? "" : inside.substr(colon);
  if (!is_name(name) || !(rest.empty() || rest.starts_with(":-") || rest.starts_with(":?"))) {
    throw Error(code::kBadConfig,
                "write '${NAME}', '${NAME:-default}' or '${NAME:?message}', and '$$' for a dollar");
  }
  const auto found = variables.find(std::string(name));
  const bool is_set = found != variables.end() && (rest.empty() || !found->second.empty());
  if (is_set) return found->second;
  if (rest.starts_with(":-")) return with_variables(rest.substr(2), variables);
  throw missing(name, rest.empty() ? rest : rest.substr(2));
}

}  // namespace

std::string with_variables(std::string_view text, const Variables& variables) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view two = text.substr(i, 2);
    if (two == "$$") {
      out += '$';
      ++i;
    } else if (two == "${") {
      const std::size_t end = closing_brace(text, i + 2);
      if (end == std::string_view::npos) {
        throw Error(code::kBadConfig, "a '${' has no '}'; write '$$' for a dollar");
      }
      out += expanded(text.substr(i + 2, end - i - 2), variables);
      i = end;
    } else {
      out += text[i];
    }
  }
  return out;
}

Variables process_variables() {
  Variables variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t sign = text.find('=');
    if (sign == std::string_view::npos) continue;
    variables.emplace(text.substr(0, sign), text.substr(sign + 1));
  }
  // libpq reads it by itself.
  if (const auto password = variables.find("PGPASSWORD"); password != variables.end()) {
    add_secret(password->second);
  }
  return variables;
}

}  // namespace dunlin::config
