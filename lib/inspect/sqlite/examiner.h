#pragma once

#include "inspect/inspector.h"

namespace dunlin::inspect::sqlite {

/// Looks at rows. Rights are those of the file; what uses an element, SQLite finds out by itself.
const Examiner& examiner();

}  // namespace dunlin::inspect::sqlite
