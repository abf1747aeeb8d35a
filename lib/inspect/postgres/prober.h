#pragma once

#include "inspect/inspector.h"

namespace dunlin::inspect::postgres {

/// Draws on temporary tables, views, types and functions.
const Prober& prober();

}  // namespace dunlin::inspect::postgres
