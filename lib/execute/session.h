#pragma once

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

}  // namespace dunlin::execute
