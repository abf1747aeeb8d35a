#pragma once

#include "execute/script.h"

namespace dunlin::execute::postgres {

/// Scripts for psql.
const Scribe& scribe();

}  // namespace dunlin::execute::postgres
