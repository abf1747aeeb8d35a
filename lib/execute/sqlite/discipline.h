#pragma once

#include "execute/discipline.h"

namespace dunlin::execute::sqlite {

const Discipline& discipline();

}  // namespace dunlin::execute::sqlite
