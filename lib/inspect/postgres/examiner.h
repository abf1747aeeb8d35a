#pragma once

#include "inspect/inspector.h"

namespace dunlin::inspect::postgres {

/// Asks the catalog about rights, extensions and dependents as the server itself would when the
/// statement runs (has_privs_of_role, RemoveObjects, ATPrepAlterColumnType; PostgreSQL 12 to 18).
/// What counting rows takes longer than two seconds for stays unknown.
const Examiner& examiner();

}  // namespace dunlin::inspect::postgres
