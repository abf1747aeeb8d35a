#pragma once

#include <optional>
#include <string>

#include "base/duration.h"
#include "execute/discipline.h"
#include "execute/observer.h"
#include "ledger/ledger.h"

namespace dunlin::execute {

/// What a run works with. Everything in it outlives the run.
struct Session {
  db::Connection& connection;
  ledger::Ledger& ledger;
  const Discipline& discipline;
  ledger::Runner runner;
  Observer& observer;
  Milliseconds patience{0};  ///< how long to wait for another runner
};

/// The version of the schema now, in one round trip; nothing where the database counts none.
std::optional<std::string> schema_version(const Session& session);

}  // namespace dunlin::execute
