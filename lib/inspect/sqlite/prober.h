#pragma once

#include "inspect/inspector.h"

namespace dunlin::inspect::sqlite {

/// Runs the frames of a probe as they stand on a database in memory, beside a copy of the table
/// that is there with its indexes and triggers. The database itself is only read.
const Prober& prober();

}  // namespace dunlin::inspect::sqlite
