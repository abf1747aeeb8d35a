#include "app/backends.h"

#include "db/postgres/database.h"
#include "db/postgres/open.h"
#include "db/sqlite/database.h"
#include "db/sqlite/open.h"
#include "execute/postgres/discipline.h"
#include "execute/postgres/script.h"
#include "execute/sqlite/discipline.h"
#include "execute/sqlite/script.h"
#include "inspect/postgres/examiner.h"
#include "inspect/postgres/inspector.h"
#include "inspect/postgres/prober.h"
#include "inspect/sqlite/examiner.h"
#include "inspect/sqlite/inspector.h"
#include "inspect/sqlite/prober.h"
#include "ledger/postgres.h"
#include "ledger/sqlite.h"
#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"

namespace dunlin::app {

const Backend& backend_of(Dialect dialect) {
  static constexpr Backend kPostgres{
      .dialect = Dialect::postgresql,
      .reader = sql::postgres::reader,
      .language = ledger::postgres,
      .discipline = execute::postgres::discipline,
      .scribe = execute::postgres::scribe,
      .inspector = inspect::postgres::inspector,
      .prober = inspect::postgres::prober,
      .examiner = inspect::postgres::examiner,
      .open = db::postgres::open,
      .exists = db::postgres::database_exists,
      .create = db::postgres::create_database,
      .drop = db::postgres::drop_database,
      .least_version = 120000,
      .least_version_name = "12",
      .in_a_file = false,
  };
  static constexpr Backend kSqlite{
      .dialect = Dialect::sqlite,
      .reader = sql::sqlite::reader,
      .language = ledger::sqlite,
      .discipline = execute::sqlite::discipline,
      .scribe = execute::sqlite::scribe,
      .inspector = inspect::sqlite::inspector,
      .prober = inspect::sqlite::prober,
      .examiner = inspect::sqlite::examiner,
      .open = db::sqlite::open,
      .exists = db::sqlite::database_exists,
      .create = db::sqlite::create_database,
      .drop = db::sqlite::drop_database,
      .least_version = 3035000,  // RETURNING
      .least_version_name = "3.35",
      .in_a_file = true,
  };
  return dialect == Dialect::postgresql ? kPostgres : kSqlite;
}

std::span<const Dialect> all_dialects() {
  static constexpr Dialect kAll[] = {Dialect::postgresql, Dialect::sqlite};
  return kAll;
}

}  // namespace dunlin::app
