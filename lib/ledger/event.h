#pragma once

#include <cstdint>
#include <string>

namespace dunlin::ledger {

/// Who runs this command, for the ledger's record of it.
struct Runner {
  std::string run;      ///< a fresh id for each command that changes something
  std::string command;  ///< `upgrade`, `stamp`, …
  std::string actor;    ///< the operating system's user
  std::string host;
  std::int64_t pid = 0;
  std::string client_version;
  std::string git_commit;
  std::string release;
  std::string environment;

  friend bool operator==(const Runner&, const Runner&) = default;
};

/// One attempt of something that changes the database. Never changed once written.
struct Event {
  std::string at;  ///< RFC 3339, UTC; set by the database
  Runner runner;
  std::string revision;   ///< empty: about the whole run
  std::string direction;  ///< `up`, `down` or empty
  std::string
      outcome;        ///< applied, reverted, failed, partial, stamped, unstamped, accepted, claimed
  std::string error;  ///< redacted
  std::string sqlstate;
  std::size_t statement = 0;
  std::int64_t duration_ms = 0;
};

}  // namespace dunlin::ledger
