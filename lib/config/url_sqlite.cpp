#include <fmt/format.h>

#include <array>

#include "base/percent.h"
#include "base/text.h"
#include "config/url_forms.h"

namespace dunlin::config {

namespace {

constexpr std::array<std::string_view, 7> kParameters = {
    "busy_timeout", "cache", "immutable", "mode", "nolock", "psow", "vfs"};

// Of SQLAlchemy, Prisma and Go's drivers.
constexpr std::array<std::string_view, 13> kDropped = {"check_same_thread",
                                                       "uri",
                                                       "isolation_level",
                                                       "cached_statements",
                                                       "detect_types",
                                                       "connection_limit",
                                                       "_fk",
                                                       "_foreign_keys",
                                                       "_journal",
                                                       "_journal_mode",
                                                       "socket_timeout",
                                                       "_pragma",
                                                       "_loc"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_values(const Url& url) {
  const auto mode = url.parameters.find("mode");
  if (mode != url.parameters.end() && mode->second != "ro" && mode->second != "rw" &&
      mode->second != "rwc" && mode->second != "memory") {
    throw bad_url("the parameter 'mode' is none of ro, rw, rwc and memory");
  }
  const auto busy = url.parameters.find("busy_timeout");
  if (busy != url.parameters.end() &&
      (busy->second.empty() || busy->second.size() > 9 ||
       busy->second.find_first_not_of("0123456789") != std::string::npos)) {
    throw bad_url("the parameter 'busy_timeout' is no number of milliseconds");
  }
}

void take_sqlite_parameter(Url& url, std::string_view name, std::string value,
                           std::size_t ordinal) {
  if (name == "_busy_timeout") name = "busy_timeout";
  if (contains(kParameters, name)) {
    url.parameters.insert_or_assign(std::string(name), std::move(value));
  } else if (contains(kDropped, name)) {
    url.warnings.push_back(fmt::format("'{}' in the URL is ignored", name));
  } else {
    const std::vector<std::string> known(kParameters.begin(), kParameters.end());
    throw with_hint(
        bad_url(fmt::format("parameter {} of the URL is none that SQLite knows", ordinal)),
        did_you_mean(name, known));
  }
}

// `path?query`; the path with or without percent-encoding, as both are found in the field.
Url path_and_query(std::string_view text) {
  if (text.find('#') != std::string_view::npos) {
    throw bad_url("an unescaped '#' in the URL; write it as '%23'");
  }
  Url url;
  url.dialect = Dialect::sqlite;
  const std::size_t query = text.find('?');
  const std::string_view path = text.substr(0, query);
  url.path = percent_decoded(path).value_or(std::string(path));
  if (url.path.find('\0') != std::string::npos) throw bad_url("the path holds '%00'");
  if (query != std::string_view::npos) {
    each_parameter(text.substr(query + 1),
                   [&](std::string_view name, std::string value, std::size_t ordinal) {
                     take_sqlite_parameter(url, name, std::move(value), ordinal);
                   });
  }
  check_values(url);
  const auto mode = url.parameters.find("mode");
  if (mode != url.parameters.end() && mode->second == "memory") {
    url.path.clear();
    url.parameters.erase(mode);
  }
  if (url.path == ":memory:") url.path.clear();
  return url;
}

}  // namespace

Url parse_sqlite_url(std::string_view rest) {
  if (!rest.starts_with("//")) return path_and_query(rest);
  // As in SQLAlchemy: the third slash ends an empty host, a fourth begins an absolute path.
  const std::string_view path = rest.substr(2);
  if (path.empty() || path.front() == '?') return path_and_query(path);
  if (path.front() != '/') {
    throw bad_url(
        "write three slashes before a relative path ('sqlite:///dev.db') and four before an "
        "absolute one ('sqlite:////srv/app.db')");
  }
  return path_and_query(path.substr(1));
}

Url parse_file_url(std::string_view rest) {
  if (!rest.starts_with("//")) return path_and_query(rest);
  std::string_view path = rest.substr(2);
  if (path.starts_with("localhost/")) path.remove_prefix(std::string_view("localhost").size());
  if (!path.starts_with('/')) {
    throw bad_url("a 'file:' URL names no host; write 'file:relative.db' or 'file:///absolute.db'");
  }
  return path_and_query(path);
}

}  // namespace dunlin::config
