#include "db/postgres/refused.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "db/postgres/errors.h"

namespace dunlin::db::postgres {
namespace {

bool heals(const Report& report) {
  // Starting up, shutting down, crashed a moment ago, too many clients.
  constexpr std::array<std::string_view, 4> kPassing = {"57P03", "57P01", "57P02", "53300"};
  if (!report.sqlstate.empty()) {
    return report.sqlstate.starts_with("08") ||
           std::find(kPassing.begin(), kPassing.end(), report.sqlstate) != kPassing.end();
  }
  // libpq alone spoke, and has no codes: what the network and the name service say. Anything
  // else (TLS, a missing password, a keyword it does not know) will be said again.
  constexpr std::array<std::string_view, 17> kNetwork = {
      "Connection refused",
      "Is the server running",
      "could not translate host",
      "could not look up",
      "timeout expired",
      "Connection timed out",
      "Network is unreachable",
      "No route to host",
      "Host is down",
      "Connection reset",
      "Broken pipe",
      "server closed the connection",
      "could not receive data",
      "could not send",
      "the database system is",
      "session is read-only",
      "server is in hot standby",
  };
  return std::any_of(kNetwork.begin(), kNetwork.end(), [&report](std::string_view words) {
    return report.message.find(words) != std::string::npos;
  });
}

/// libpq's text on one line, its questions (after a tab) as notes.
void tell(Diagnostic& diagnostic, const config::Url& url, const std::string& message) {
  std::string reason;
  for (const std::string& line : split(message, '\n')) {
    if (line.starts_with('\t')) {
      diagnostic.notes.emplace_back(trimmed(line));
    } else if (!line.empty()) {
      reason += (reason.empty() ? "" : "; ") + std::string(trimmed(line));
    }
  }
  diagnostic.message = "cannot connect to " + url.shown() + ": " + reason;
}

}  // namespace

Unreachable refused(const config::Url& url, std::string_view verbose) {
  const Report report = report_of_text(verbose);
  const bool passing = heals(report);
  Diagnostic diagnostic;
  diagnostic.code = passing ? code::kUnreachable : code::kConnectRefused;
  diagnostic.sqlstate = report.sqlstate;
  diagnostic.detail = report.detail;
  diagnostic.hint = report.hint;
  tell(diagnostic, url, report.message);
  if (report.sqlstate == "3D000") {
    diagnostic.code = code::kDatabaseMissing;
    diagnostic.next.push_back("dunlin create");
  }
  return {std::move(diagnostic), passing};
}

}  // namespace dunlin::db::postgres
