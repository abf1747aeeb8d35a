#pragma once

#include "execute/locking.h"

namespace dunlin::execute::postgres {

/// Stateless, thread-safe, lives as long as the program.
const Locking& locking();

}  // namespace dunlin::execute::postgres
