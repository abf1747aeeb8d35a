#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "revision/revision.h"

namespace dunlin::revision {

enum class State {
  running,  ///< begun outside a transaction, not finished
  partial,  ///< stopped between its segments
  applied,
};

enum class Origin { run, satisfied, stamped, adopted };

/// A row of the ledger: a revision that is applied or unfinished.
struct Applied {
  Id id;
  std::string slug;
  std::string message;
  std::vector<Id> parents;
  std::vector<Id> depends_on;
  State state = State::applied;
  Direction direction = Direction::up;
  Origin origin = Origin::run;
  std::int64_t sequence = 0;   ///< ascends with the order of application
  std::string run;             ///< the id of the run (one command) that applied it
  std::string raw_checksum;    ///< SHA-256 of the bytes of the up script; empty: it had none
  std::string token_checksum;  ///< sql::Reader::fingerprint of it; empty: it had none
  std::size_t statements_done = 0;
  std::size_t statements_total = 0;
  std::string applied_at;  ///< RFC 3339, UTC
  std::int64_t duration_ms = 0;
  std::string applied_by;
  std::string host;
  std::string client_version;
  std::string git_commit;
  std::string release;
  std::string environment;
  std::optional<bool> compat;
  std::optional<std::string> down;  ///< text of the down script; nothing: it had none
};

std::string_view name_of(State state);
std::string_view name_of(Origin origin);
std::string_view name_of(Direction direction);
std::optional<State> state_named(std::string_view name);
std::optional<Origin> origin_named(std::string_view name);
std::optional<Direction> direction_named(std::string_view name);

/// The state of the ledger that a plan was made for. Every transaction that changes anything moves
/// `sequence` by one and carries `token`, which changes with every runner that takes the lock.
struct Basis {
  std::int64_t token = 0;
  std::int64_t sequence = 0;

  friend bool operator==(const Basis&, const Basis&) = default;
};

/// The rows of one project, by sequence.
using AppliedRows = std::vector<Applied>;

}  // namespace dunlin::revision
