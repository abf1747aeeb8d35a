#pragma once

#include "sql/reader.h"

namespace dunlin::sql::sqlite {

/// Reads SQLite's SQL. Its token checksum is `lite1`.
const Reader& reader();

}  // namespace dunlin::sql::sqlite
