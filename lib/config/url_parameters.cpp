#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "config/url_forms.h"

namespace dunlin::config {

namespace {

// libpq's, up to version 18. An older libpq says itself what it does not know.
constexpr std::array<std::string_view, 51> kKeywords = {"application_name",
                                                        "channel_binding",
                                                        "client_encoding",
                                                        "connect_timeout",
                                                        "dbname",
                                                        "fallback_application_name",
                                                        "gssdelegation",
                                                        "gssencmode",
                                                        "gsslib",
                                                        "host",
                                                        "hostaddr",
                                                        "keepalives",
                                                        "keepalives_count",
                                                        "keepalives_idle",
                                                        "keepalives_interval",
                                                        "krbsrvname",
                                                        "load_balance_hosts",
                                                        "max_protocol_version",
                                                        "min_protocol_version",
                                                        "oauth_client_id",
                                                        "oauth_client_secret",
                                                        "oauth_issuer",
                                                        "oauth_scope",
                                                        "options",
                                                        "passfile",
                                                        "password",
                                                        "port",
                                                        "require_auth",
                                                        "requirepeer",
                                                        "scram_client_key",
                                                        "scram_server_key",
                                                        "service",
                                                        "servicefile",
                                                        "ssl_max_protocol_version",
                                                        "ssl_min_protocol_version",
                                                        "sslcert",
                                                        "sslcertmode",
                                                        "sslcompression",
                                                        "sslcrl",
                                                        "sslcrldir",
                                                        "sslkey",
                                                        "sslkeylogfile",
                                                        "sslmode",
                                                        "sslnegotiation",
                                                        "sslpassword",
                                                        "sslrootcert",
                                                        "sslsni",
                                                        "target_session_attrs",
                                                        "tcp_user_timeout",
                                                        "user",
                                                        "requiressl"};

// What others call it. The last are Prisma's and go once sslcert is settled.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kRenamed = {
    {{"ApplicationName", "application_name"},
     {"connectTimeout", "connect_timeout"},
     {"encoding", "client_encoding"},
     {"tcpKeepAlive", "keepalives"},
     {"sslaccept", "sslaccept"},
     {"sslidentity", "sslidentity"}}};

// Of Prisma, pgJDBC, asyncpg, SQLAlchemy, Rails and Go: about pools, caches and time-outs of
// theirs, which say nothing about where the database is.
constexpr std::array<std::string_view, 24> kDropped = {"connection_limit",
                                                       "pool_timeout",
                                                       "socket_timeout",
                                                       "statement_cache_size",
                                                       "single_use_connections",
                                                       "sslpassphrase",
                                                       "socketTimeout",
                                                       "loginTimeout",
                                                       "prepareThreshold",
                                                       "preparedStatementCacheQueries",
                                                       "reWriteBatchedInserts",
                                                       "stringtype",
                                                       "sslfactory",
                                                       "defaultRowFetchSize",
                                                       "loadBalanceHosts",
                                                       "prepared_statement_cache_size",
                                                       "async_fallback",
                                                       "pool",
                                                       "pool_size",
                                                       "max_overflow",
                                                       "prepared_statements",
                                                       "binary_parameters",
                                                       "max_idle_connection_lifetime",
                                                       "sslpcert"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void set(Url& url, std::string_view name, std::string value) {
  for (auto& [key, old] : url.keywords) {
    if (key == name) {
      old = std::move(value);
      return;
    }
  }
  url.keywords.emplace_back(name, std::move(value));
}

void remove(Url& url, std::string_view name) {
  std::erase_if(url.keywords, [&](const auto& keyword) { return keyword.first == name; });
}

Error unknown_parameter(std::string_view name, std::size_t ordinal) {
  const std::vector<std::string> known(kKeywords.begin(), kKeywords.end());
  // Its name is not repeated: in a mangled URL it may be a piece of the password.
  return with_hint(
      bad_url(fmt::format("parameter {} of the URL is none that libpq knows", ordinal)),
      did_you_mean(name, known));
}

// Libraries say `ssl=true` or `ssl=require`.
std::string sslmode_of(std::string_view ssl) {
  const std::string folded = lower(ssl);
  if (folded == "true" || folded == "1" || folded == "on") return "require";
  if (folded == "false" || folded == "0" || folded == "off") return "disable";
  return folded;
}

std::string session_attributes_of(std::string_view server_type) {
  if (server_type == "master") return "primary";
  if (server_type == "slave" || server_type == "secondary") return "standby";
  if (server_type == "preferSlave" || server_type == "preferSecondary") return "prefer-standby";
  if (server_type == "preferPrimary") return "any";
  return std::string(server_type);
}

// Words as a shell without quotes would see them, which is how the server reads `options`.
std::vector<std::string> words_of(std::string_view options) {
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i] == ' ') {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (options[i] == '\\' && i + 1 < options.size()) ++i;
    words.back() += options[i];
  }
  return words;
}

std::string escaped_word(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (c == ' ' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// Poolers refuse `options`, so what can be set after connecting is taken out of it.
void take_options(Url& url) {
  const std::vector<std::string> words = words_of(url.keyword("options"));
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view setting = words[i];
    const bool apart = setting == "-c" && i + 1 < words.size();
    if (apart) setting = words[i + 1];
    if (!apart && (setting.starts_with("-c") || setting.starts_with("--"))) {
      setting.remove_prefix(2);
    }
    if (setting.starts_with("search_path=")) {
      url.search_path = setting.substr(setting.find('=') + 1);
    } else {
      kept.push_back(escaped_word(words[i]));
      if (apart) kept.push_back(escaped_word(words[i + 1]));
    }
    if (apart) ++i;
  }
  remove(url, "options");
  if (!kept.empty()) url.keywords.emplace_back("options", joined(kept, " "));
}

}  // namespace

void take_parameter(Url& url, std::string_view name, std::string value, std::size_t ordinal) {
  const auto renamed = std::find_if(kRenamed.begin(), kRenamed.end(),
                                    [&](const auto& pair) { return pair.first == name; });
  if (name == "targetServerType") {
    set(url, "target_session_attrs", session_attributes_of(value));
  } else if (renamed != kRenamed.end()) {
    set(url, renamed->second, std::move(value));
  } else if (name == "ssl") {
    set(url, "sslmode", sslmode_of(value));
  } else if (name == "schema" || name == "currentSchema" || name == "search_path") {
    url.search_path = std::move(value);
  } else if (name == "pgbouncer") {
    url.warnings.push_back(
        "'pgbouncer' in the URL is ignored: dunlin detects a pooler itself; 'direct_url' in "
        "dunlin.yaml names the server behind it");
  } else if (contains(kDropped, name)) {
    url.warnings.push_back(fmt::format("'{}' in the URL is ignored", name));
  } else if (name.starts_with("x-")) {
    url.warnings.push_back("a parameter of golang-migrate ('x-…') in the URL is ignored");
  } else if (contains(kKeywords, name)) {
    set(url, name, std::move(value));
  } else {
    throw unknown_parameter(name, ordinal);
  }
}

void settle_parameters(Url& url) {
  take_options(url);
  const std::string accept = url.keyword("sslaccept");
  const std::string identity = url.keyword("sslidentity");
  remove(url, "sslaccept");
  remove(url, "sslidentity");
  if (!identity.empty()) url.warnings.push_back("'sslidentity' in the URL is ignored");
  if (accept.empty()) return;
  // Prisma's sslcert is the certificate of the server's authority.
  if (const std::string root = url.keyword("sslcert");
      !root.empty() && url.keyword("sslkey").empty()) {
    remove(url, "sslcert");
    set(url, "sslrootcert", root);
  }
  if (accept == "strict") set(url, "sslmode", "verify-full");
}

}  // namespace dunlin::config
