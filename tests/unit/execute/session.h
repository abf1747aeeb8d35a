#pragma once

#include "execute/session.h"
#include "ledger/postgres.h"
#include "support/scripted_connection.h"

namespace dunlin::execute {

/// A session over a connection to nowhere.
struct Nowhere {
  explicit Nowhere(const Discipline& discipline)
      : ledger(connection, ledger::postgres(), {"dunlin", ""}, "shop"), session{connection, ledger,
                                                                                discipline, {},
                                                                                observer,   {}} {}

  test::ScriptedConnection connection;
  ledger::Ledger ledger;
  Observer observer;
  Session session;
};

}  // namespace dunlin::execute
