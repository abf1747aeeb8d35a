#include "db/postgres/connect.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <utility>
#include <vector>

#include "base/interrupt.h"
#include "base/text.h"
#include "db/errors.h"
#include "db/postgres/libpq.h"
#include "db/postgres/refused.h"

namespace dunlin::db::postgres {
namespace {

using Clock = std::chrono::steady_clock;
using Keywords = std::vector<std::pair<std::string, std::string>>;

void set(Keywords& keywords, std::string_view name, std::string value) {
  const auto found = std::find_if(keywords.begin(), keywords.end(),
                                  [name](const auto& keyword) { return keyword.first == name; });
  if (found != keywords.end()) {
    found->second = std::move(value);
  } else {
    keywords.emplace_back(name, std::move(value));
  }
}

/// One set of keywords a host, so that each has its own deadline. libpq keeps the list where
/// it must see all hosts at once, or where it reads them itself.
std::vector<Keywords> by_host(const config::Url& url, const Keywords& keywords) {
  const std::vector<std::string> hosts = split(url.keyword("host"), ',');
  const std::vector<std::string> ports = split(url.keyword("port"), ',');
  if (hosts.size() < 2 || !url.keyword("hostaddr").empty() ||
      url.keyword("target_session_attrs") == "prefer-standby" ||
      (ports.size() > 1 && ports.size() != hosts.size())) {
    return {keywords};
  }
  std::vector<Keywords> each;
  for (std::size_t index = 0; index < hosts.size(); ++index) {
    Keywords& one = each.emplace_back(keywords);
    set(one, "host", hosts[index]);
    if (ports.size() > 1) set(one, "port", ports[index]);
  }
  return each;
}

Milliseconds deadline_of(const config::Url& url, Milliseconds timeout) {
  std::string seconds = url.keyword("connect_timeout");
  if (seconds.empty()) {
    if (const char* variable = std::getenv("PGCONNECT_TIMEOUT")) seconds = variable;
  }
  const long given = std::strtol(seconds.c_str(), nullptr, 10);
  return given > 0 ? Milliseconds(given * 1000) : timeout;
}

Handle start(const Keywords& keywords) {
  std::vector<const char*> names;
  std::vector<const char*> values;
  for (const auto& [name, value] : keywords) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  Handle handle(PQconnectStartParams(names.data(), values.data(), 0), &PQfinish);
  if (handle == nullptr) throw std::bad_alloc();
  // Otherwise the SQLSTATE of a refusal is not to be had.
  PQsetErrorVerbosity(handle.get(), PQERRORS_VERBOSE);
  return handle;
}

/// Nothing: established. Otherwise why not.
std::optional<std::string> establish(PGconn* handle, Milliseconds timeout) {
  const Clock::time_point deadline = Clock::now() + timeout;
  // libpq: begin as if PQconnectPoll had last asked to write.
  PostgresPollingStatusType wanted = PGRES_POLLING_WRITING;
  while (PQstatus(handle) != CONNECTION_BAD) {
    if (wanted == PGRES_POLLING_OK) return std::nullopt;
    if (wanted == PGRES_POLLING_FAILED) break;
    const auto left = std::chrono::ceil<Milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return fmt::format("timeout expired: no answer within {}", humane(timeout));
    pollfd watched[] = {{PQsocket(handle),
                         static_cast<short>(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0},
                        {Interrupt::descriptor(), POLLIN, 0}};
    const int ready = ::poll(watched, 2, static_cast<int>(std::min<long long>(left, 60'000)));
    Interrupt::check();
    if (ready > 0) wanted = PQconnectPoll(handle);
  }
  return PQerrorMessage(handle);
}

}  // namespace

Handle connect(const config::Url& url, const std::string& application_name, Milliseconds timeout) {
  Keywords keywords = url.keywords;
  std::erase_if(keywords, [](const auto& keyword) { return keyword.first == "options"; });
  set(keywords, "client_encoding", "UTF8");
  if (!application_name.empty()) set(keywords, "application_name", application_name);
  set(keywords, "fallback_application_name", "dunlin");
  // A firewall forgets connections that are silent while an index is built.
  if (url.keyword("keepalives_idle").empty()) set(keywords, "keepalives_idle", "60");

  if (const auto missing = missing_libpq()) {
    Diagnostic diagnostic;
    diagnostic.code = code::kUnreachable;
    diagnostic.message = *missing;
    throw Unreachable(std::move(diagnostic), false);
  }
  const std::vector<Keywords> hosts = by_host(url, keywords);
  for (std::size_t index = 0;; ++index) {
    Handle handle = start(hosts[index]);
    const std::optional<std::string> reason = establish(handle.get(), deadline_of(url, timeout));
    if (!reason) return handle;
    const Unreachable error = refused(url, *reason);
    // A host that answers and refuses has answered for all; one that is down has not.
    if (!error.can_heal || index + 1 == hosts.size()) throw error;
  }
}

}  // namespace dunlin::db::postgres
