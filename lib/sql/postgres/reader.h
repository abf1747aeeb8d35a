#pragma once

#include "sql/reader.h"

namespace dunlin::sql::postgres {

/// Reads PostgreSQL's SQL. Its token checksum is `pg1`.
const Reader& reader();

}  // namespace dunlin::sql::postgres
