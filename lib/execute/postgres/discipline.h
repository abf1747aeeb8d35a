#pragma once

#include "execute/discipline.h"

namespace dunlin::execute::postgres {

const Discipline& discipline();

}  // namespace dunlin::execute::postgres
