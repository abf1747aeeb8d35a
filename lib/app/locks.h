#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "execute/locking.h"
#include "ledger/ledger.h"

namespace dunlin::app {

/// The lock that keeps the runners of one project apart.
struct LocksReport {
  std::string database;
  std::string project;
  bool told = false;  ///< the database tells who holds its locks; SQLite does not
  std::optional<execute::Holding> now;
  std::optional<ledger::Holder> last;  ///< who took it last, as the ledger remembers
};

/// Who holds the lock, and what is in the way of what they run. Reads only, takes no lock.
LocksReport locks(Context& context);

}  // namespace dunlin::app
