#pragma once

#include "inspect/inspector.h"

namespace dunlin::inspect::postgres {

const Inspector& inspector();

}  // namespace dunlin::inspect::postgres
