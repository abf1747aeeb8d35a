#pragma once

#include "inspect/inspector.h"

namespace dunlin::inspect::sqlite {

/// Reads the texts that SQLite keeps of its objects, and takes them apart as those of a migration
/// are: what was made by a text compares equal to it. Left out of read_all: indexes that
/// constraints made, tables that virtual tables keep, SQLite's own tables, and dunlin's.
const Inspector& inspector();

}  // namespace dunlin::inspect::sqlite
