#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "db/connection.h"

namespace dunlin::inspect::postgres {

/// A statement that is run to see what comes of it.
struct Step {
  std::string text;
  std::string instead = {};             ///< run when the text fails; empty: nothing
  std::string composed = {};            ///< SQL for the text, where only the server can say it
  bool shown = false;                   ///< what there is under the names is read afterwards
  std::vector<std::string> names = {};  ///< of relations, types and functions
};

/// What came of a step.
struct Outcome {
  std::string failure;                   ///< empty: it ran
  std::vector<catalog::Object> objects;  ///< of the temporary schema, named as it is
};

/// Makes a copy of a table, without its constraints; of a view, one with its columns; of a domain,
/// one without its checks.
Step copy_of(const db::Connection& connection, const sql::Element& original);

/// Steps that see what those before them made.
using Steps = std::vector<Step>;

/// Runs each list of steps, one after the other, and undoes it. A step that fails leaves the others
/// of its list as they are. In two messages, however many steps there are; what it needs is TEMP on
/// the database, and PL/pgSQL. Throws ServerError when nothing could be tried at all.
std::vector<std::vector<Outcome>> try_out(db::Connection& connection,
                                          const std::vector<Steps>& lists);

}  // namespace dunlin::inspect::postgres
