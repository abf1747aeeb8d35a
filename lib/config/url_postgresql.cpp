#include <fmt/format.h>

#include "base/redact.h"
#include "config/url_forms.h"

namespace dunlin::config {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

struct Parts {
  std::optional<std::string_view> user_part;
  std::string_view hosts;
  std::string_view path;  // without its '/'
  std::string_view query;
};

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || text.find_first_not_of("0123456789") != kNone) {
    return false;
  }
  unsigned number = 0;
  for (const char c : text) number = number * 10 + static_cast<unsigned>(c - '0');
  return number >= 1 && number <= 65535;
}

Error unescaped(char c) {
  return with_note(
      bad_url(fmt::format("an unescaped '{}' in the URL: write '{}' in a password as '%{:02X}'", c,
                          c, static_cast<unsigned>(c))),
      "likewise in a user or database name: '@' is '%40', ':' is '%3A', '/' is '%2F', '?' is "
      "'%3F', '#' is '%23', '%' is '%25'");
}

// Whether `text` can be hosts and ports and nothing else, and is not the start of a user part.
bool reads_as_hosts(std::string_view text) {
  if (text.starts_with('[')) return true;
  const std::size_t colon = text.find(':');
  return colon == kNone || is_port(text.substr(colon + 1, text.find(',', colon) - colon - 1));
}

// The user part ends at an '@', and everything else that could be meant is refused: a password
// cut at the wrong character would be sent as the name of a host.
Parts parts_of(std::string_view rest) {
  const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  const std::string_view authority = rest.substr(0, end);
  std::string_view tail = rest.substr(end);
  Parts parts;
  parts.hosts = authority;
  if (const std::size_t at = authority.find('@'); at != kNone) {
    if (authority.find('@', at + 1) != kNone) throw unescaped('@');
    parts.user_part = authority.substr(0, at);
    parts.hosts = authority.substr(at + 1);
  } else if (tail.find('@') != kNone && !reads_as_hosts(authority)) {
    throw unescaped(tail.front());
  }
  if (tail.find('#') != kNone) throw unescaped('#');
  if (const std::size_t query = tail.find('?'); query != kNone) {
    parts.query = tail.substr(query + 1);
    tail = tail.substr(0, query);
  }
  if (!tail.empty()) parts.path = tail.substr(1);
  if (parts.path.find('@') != kNone) throw unescaped(parts.user_part ? '@' : '/');
  return parts;
}

void take_user_part(Url& url, std::string_view text) {
  const std::size_t colon = text.find(':');
  if (const std::string user = decoded(text.substr(0, colon), "the user"); !user.empty()) {
    url.keywords.emplace_back("user", user);
  }
  if (colon == kNone) return;
  add_secret(text.substr(colon + 1));
  std::string password = decoded(text.substr(colon + 1), "the password");
  if (!password.empty()) url.keywords.emplace_back("password", std::move(password));
}

// One `host:port`, `[::1]:port`, or less.
std::pair<std::string, std::string> host_and_port(std::string_view text) {
  std::string_view host = text.substr(0, text.find(':'));
  std::string_view after = text.substr(host.size());
  if (text.starts_with('[')) {
    const std::size_t bracket = text.find(']');
    if (bracket == kNone) throw bad_url("a host begins with '[' and has no ']'");
    host = text.substr(1, bracket - 1);
    after = text.substr(bracket + 1);
    if (host.empty()) throw bad_url("the address between '[' and ']' is empty");
    if (!after.empty() && after.front() != ':') {
      throw bad_url("only a port may follow the ']' of a host");
    }
  }
  if (after.size() > 1 && !is_port(after.substr(1))) {
    throw bad_url(
        "the port is no number from 1 to 65535; where it is part of a password, the '@' between "
        "password and host is missing");
  }
  return {decoded(host, "the host"), std::string(after.empty() ? after : after.substr(1))};
}

void take_hosts(Url& url, std::string_view text) {
  std::string hosts;
  std::string ports;
  bool any_port = false;
  for (bool first = true; first || !text.empty(); first = false) {
    const std::string_view one = text.substr(0, text.find(','));
    const bool more = one.size() < text.size();
    text.remove_prefix(more ? one.size() + 1 : text.size());
    if (more && text.empty()) throw bad_url("the list of hosts ends in a ','");
    const auto [host, port] = host_and_port(one);
    hosts += (first ? "" : ",") + host;
    ports += (first ? "" : ",") + port;
    any_port = any_port || !port.empty();
  }
  if (!hosts.empty()) url.keywords.emplace_back("host", hosts);
  if (any_port) url.keywords.emplace_back("port", ports);
}

// The value that begins at `at`, by libpq's rules: quoted, or up to the next blank; a backslash
// takes the next character as it is.
std::string keyword_value(std::string_view text, std::size_t& at) {
  const bool quoted = at < text.size() && text[at] == '\'';
  if (quoted) ++at;
  std::string value;
  while (at < text.size()) {
    const char c = text[at];
    if (quoted ? c == '\'' : c == ' ') break;
    if (c == '\\') ++at;
    if (at < text.size()) value += text[at++];
  }
  if (!quoted) return value;
  if (at == text.size()) throw bad_url("a quote in the keyword string is not closed");
  ++at;
  if (at < text.size() && text[at] != ' ') {
    throw bad_url("a blank must follow a quoted value; write \"'\" inside one as \"\\'\"");
  }
  return value;
}

}  // namespace

Url parse_postgresql_uri(std::string_view rest) {
  if (!rest.starts_with("//")) {
    throw bad_url("two slashes must follow the scheme: 'postgresql://USER:PASSWORD@HOST/DATABASE'");
  }
  Url url;
  url.dialect = Dialect::postgresql;
  const Parts parts = parts_of(rest.substr(2));
  if (parts.user_part) take_user_part(url, *parts.user_part);
  take_hosts(url, parts.hosts);
  if (parts.path.find('/') != kNone) {
    throw bad_url("a '/' in the name of the database; write it as '%2F'");
  }
  if (!parts.path.empty()) {
    url.keywords.emplace_back("dbname", decoded(parts.path, "the database name"));
  }
  each_parameter(parts.query, [&](std::string_view name, std::string value, std::size_t ordinal) {
    take_parameter(url, name, std::move(value), ordinal);
  });
  settle_parameters(url);
  return url;
}

Url parse_keyword_string(std::string_view text) {
  Url url;
  url.dialect = Dialect::postgresql;
  std::size_t ordinal = 0;
  for (std::size_t at = text.find_first_not_of(' '); at < text.size();
       at = text.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(text.find_first_of(" =", at), text.size());
    const std::string_view name = text.substr(at, end - at);
    const std::size_t sign = text.find_first_not_of(' ', end);
    if (sign == kNone || text[sign] != '=') {
      throw bad_url(
          "a word of the keyword string has no '='; put a value with blanks between quotes");
    }
    at = std::min(text.find_first_not_of(' ', sign + 1), text.size());
    take_parameter(url, name, keyword_value(text, at), ++ordinal);
  }
  settle_parameters(url);
  return url;
}

}  // namespace dunlin::config
