#include "app/locks.h"

#include "app/database.h"
#include "execute/lock.h"

namespace dunlin::app {

LocksReport locks(Context& context) {
  Database database(context, Purpose::read);
  LocksReport report;
  report.database = database.title();
  report.project = project_key(settings_of(context));
  if (database.absent()) return report;
  ledger::Ledger& ledger = database.ledger();
  report.last = ledger.holder();
  const execute::Locking* locking = database.backend().discipline().locking();
  report.told = locking != nullptr;
  if (locking != nullptr) {
    report.now = locking->holding(database.connection(),
                                  execute::lock_name(ledger.names(), ledger.project()));
  }
  return report;
}

}  // namespace dunlin::app
