#pragma once

#include <string_view>

#include "sql/control.h"

namespace dunlin::sql::postgres {

/// Whether the server refuses this statement inside a transaction block. Decided by words alone,
/// so that statements newer than any parser count too. What only the catalog can tell (REINDEX
/// and CLUSTER of a partitioned table, CALL of a procedure that commits) is taken as able.
bool runs_alone(std::string_view statement);

/// What the statement does to the transaction it runs in.
Control control_of(std::string_view statement);

}  // namespace dunlin::sql::postgres
