#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "config/url.h"
#include "db/connection.h"
#include "db/open.h"
#include "execute/discipline.h"
#include "execute/script.h"
#include "inspect/inspector.h"
#include "ledger/language.h"
#include "sql/reader.h"

namespace dunlin::app {

/// Everything dunlin knows how to do with one kind of database: the one table from a dialect to
/// its parts. Values with static life.
struct Backend {
  Dialect dialect;
  const sql::Reader& (*reader)();
  const ledger::Language& (*language)();
  const execute::Discipline& (*discipline)();
  const execute::Scribe& (*scribe)();
  const inspect::Inspector& (*inspector)();
  const inspect::Prober& (*prober)();
  const inspect::Examiner& (*examiner)();
  std::unique_ptr<db::Connection> (*open)(const config::Url&, const db::OpenOptions&);
  bool (*exists)(const config::Url&);
  bool (*create)(const config::Url&);  ///< false: it was there
  bool (*drop)(const config::Url&);    ///< false: it was not
  int least_version;                   ///< as db::Server::version_number
  std::string_view least_version_name;
  bool in_a_file;  ///< a relative name of the database is a path
};

const Backend& backend_of(Dialect dialect);

/// The first is what a script is taken for when nothing says otherwise.
std::span<const Dialect> all_dialects();

}  // namespace dunlin::app
