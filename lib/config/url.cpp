#include "config/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/percent.h"
#include "base/redact.h"
#include "base/redact_patterns.h"
#include "base/text.h"
#include "config/url_forms.h"

namespace dunlin::config {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The scheme in lower case, or empty where the text does not begin with one.
std::string scheme_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == kNone || colon == 0 || !is_letter(text.front())) return {};
  const std::string_view scheme = text.substr(0, colon);
  const bool valid = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-' || c == '_';
  });
  return valid ? lower(scheme) : std::string();
}

bool is_keyword_string(std::string_view text) {
  const std::size_t end = std::min(
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"),
      text.size());
  const std::size_t sign = text.find_first_not_of(" \t", end);
  return end > 0 && sign != kNone && text[sign] == '=';
}

Error unknown_scheme(std::string_view base) {
  static constexpr std::array<std::string_view, 10> kOthers = {
      "mysql",  "mariadb",     "mssql",   "sqlserver", "oracle",
      "duckdb", "cockroachdb", "mongodb", "redshift",  "mysql2"};
  // Only names that cannot be part of a password are repeated.
  const bool known = std::find(kOthers.begin(), kOthers.end(), base) != kOthers.end();
  return Error(code::kUnknownScheme,
               known ? fmt::format("dunlin speaks PostgreSQL and SQLite, not '{}'", base)
                     : "the URL begins with a scheme that dunlin does not know; write "
                       "'postgresql://…' or 'sqlite:///…'");
}

Error no_scheme(std::string_view text) {
  const bool is_path =
      text.ends_with(".db") || text.ends_with(".sqlite") || text.ends_with(".sqlite3");
  // With any of these it may be a mangled URL, and hide a password.
  if (!is_path || text.find_first_of(":@=?%\\") != kNone) {
    return bad_url(
        "not a database URL; write 'postgresql://USER:PASSWORD@HOST:5432/DATABASE', "
        "'sqlite:///relative/path.db' or 'sqlite:////absolute/path.db'");
  }
  const std::string url = fmt::format("sqlite:///{}", text);
  return with_next(bad_url(fmt::format("a path is no URL; write '{}'", url)),
                   fmt::format("--url {}", url));
}

Url parse_any(std::string_view text) {
  const std::string scheme = scheme_of(text);
  if (scheme.empty()) {
    if (is_keyword_string(text)) return parse_keyword_string(text);
    throw no_scheme(text);
  }
  const std::string_view rest = text.substr(scheme.size() + 1);
  if (scheme == "jdbc") return parse_any(rest);
  // `postgresql+psycopg2`: the driver is the other tool's business.
  const std::string base = scheme.substr(0, scheme.find('+'));
  if (base == "postgres" || base == "postgresql") return parse_postgresql_uri(rest);
  if (base == "sqlite" || base == "sqlite3") return parse_sqlite_url(rest);
  if (scheme == "file") return parse_file_url(rest);
  throw unknown_scheme(base);
}

void suspect(std::string_view piece) {
  if (piece.find_first_not_of("0123456789/") == kNone) return;
  add_secret(piece);
  if (const auto plain = percent_decoded(piece)) add_secret(*plain);
}

// What may be a password in a text that could not be read: from a ':' to the last '@'. Behind
// `jdbc:` and the like it is not the first ':'.
void remember_suspects(std::string_view text) {
  const std::size_t last = text.rfind('@');
  std::size_t colon = text.find(':');
  for (int i = 0; i < 4 && colon != kNone; ++i) {
    const std::size_t begin = std::min(text.find_first_not_of('/', colon + 1), text.size());
    const bool is_cut_off = last == kNone || last < begin;
    // The first ':' is that of the scheme.
    if (i > 0) suspect(text.substr(begin, is_cut_off ? kNone : last - begin));
    colon = text.find(':', colon + 1);
  }
}

// The folder of a socket, or an abstract one, is no name of a host: a URL holds it as a parameter,
// where its slashes stay what they are.
bool is_socket(std::string_view hosts) {
  return hosts.find('/') != kNone || hosts.starts_with('@') || hosts.find(",@") != kNone;
}

// An IPv6 address needs brackets again.
std::string authority(const Url& url) {
  std::string out;
  const std::string user = url.keyword("user");
  const std::string password = url.keyword("password");
  if (!user.empty() || !password.empty()) {
    out = fmt::format("{}{}@", percent_encoded(user), password.empty() ? "" : ":***");
  }
  if (is_socket(url.keyword("host"))) return out;
  const std::vector<std::string> hosts = split(url.keyword("host"), ',');
  const std::vector<std::string> ports = split(url.keyword("port"), ',');
  for (std::size_t i = 0; i < std::max(hosts.size(), ports.size()); ++i) {
    const std::string host = i < hosts.size() ? hosts[i] : "";
    const std::string port = ports.size() == 1 ? ports[0] : i < ports.size() ? ports[i] : "";
    if (i > 0) out += ',';
    out += host.find(':') != kNone ? fmt::format("[{}]", percent_encoded(host, ":"))
                                   : percent_encoded(host);
    if (!port.empty()) out += fmt::format(":{}", percent_encoded(port));
  }
  return out;
}

bool is_secret(std::string_view keyword) {
  return keyword.ends_with("password") || keyword.ends_with("secret") ||
         keyword.starts_with("scram_");
}

class Query {
 public:
  void add(std::string_view name, std::string_view value) {
    text_ += text_.empty() ? '?' : '&';
    text_ += fmt::format("{}={}", name, percent_encoded(value, "/:,*"));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string shown_postgresql(const Url& url) {
  Query query;
  const bool socket = is_socket(url.keyword("host"));
  for (const char* name : {"host", "port"}) {
    const std::string value = url.keyword(name);
    if (socket && !value.empty()) query.add(name, value);
  }
  if (url.search_path) query.add("search_path", *url.search_path);
  for (const auto& [name, value] : url.keywords) {
    if (name == "user" || name == "password" || name == "host" || name == "port" ||
        name == "dbname") {
      continue;
    }
    query.add(name, is_secret(name) ? kHidden : std::string_view(value));
  }
  const std::string database = url.keyword("dbname");
  const std::string path = database.empty() ? "" : "/" + percent_encoded(database);
  const std::string server = authority(url);
  const bool bare = server.empty() && path.empty();
  return fmt::format("postgresql://{}{}{}{}", server, path, bare ? "/" : "", query.text());
}

std::string shown_sqlite(const Url& url) {
  Query query;
  for (const auto& [name, value] : url.parameters) query.add(name, value);
  if (url.path.empty()) return "sqlite://" + query.text();
  return fmt::format("sqlite:///{}{}", percent_encoded(url.path, "/ :@+,=!$'()"), query.text());
}

}  // namespace

bool Url::in_memory() const {
  if (dialect != Dialect::sqlite) return false;
  const auto vfs = parameters.find("vfs");
  return path.empty() || (vfs != parameters.end() && vfs->second == "memdb");
}

std::string Url::keyword(std::string_view name) const {
  for (const auto& [key, value] : keywords) {
    if (key == name) return value;
  }
  return {};
}

std::string Url::shown() const {
  return redacted(dialect == Dialect::postgresql ? shown_postgresql(*this) : shown_sqlite(*this));
}

Url Url::with_database(std::string_view name) const {
  Url other = *this;
  if (dialect == Dialect::sqlite) {
    other.path = name;
    return other;
  }
  for (auto& [key, value] : other.keywords) {
    if (key != "dbname") continue;
    value = name;
    return other;
  }
  other.keywords.emplace_back("dbname", name);
  return other;
}

Url parse_url(std::string_view text) {
  text = trimmed(text);
  try {
    if (text.empty()) throw bad_url("the URL is empty");
    const bool is_clean = std::all_of(text.begin(), text.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
    });
    if (!is_clean) throw bad_url("the URL holds a line break or another control character");
    Url url = parse_any(text);
    for (const auto& [name, value] : url.keywords) {
      if (is_secret(name)) add_secret(value);
    }
    return url;
  } catch (const Error&) {
    remember_suspects(text);
    throw;
  }
}

Error bad_url(std::string message) { return Error(code::kBadUrl, std::move(message)); }

std::string decoded(std::string_view text, std::string_view part) {
  std::optional<std::string> plain = percent_decoded(text);
  if (!plain) {
    throw bad_url(fmt::format(
        "{} holds a '%' that two hexadecimal digits do not follow; write '%' as '%25'", part));
  }
  if (plain->find('\0') != std::string::npos) throw bad_url(fmt::format("{} holds '%00'", part));
  return std::move(*plain);
}

bool is_url_of_file(std::string_view text) {
  const std::string scheme = scheme_of(text);
  const std::string base = scheme.substr(0, scheme.find('+'));
  if (base != "sqlite" && base != "sqlite3" && scheme != "file") return false;
  // Where a host would stand, there may be a password.
  const std::string_view rest = text.substr(scheme.size() + 1);
  return !rest.starts_with("//") || rest.starts_with("///");
}

}  // namespace dunlin::config
