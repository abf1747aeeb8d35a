#pragma once

#include "execute/script.h"

namespace dunlin::execute::sqlite {

/// Scripts for the sqlite3 shell, which knows no conditions: the row of a revision goes to the
/// ledger before its statements, so that a second run stops there and changes nothing.
const Scribe& scribe();

}  // namespace dunlin::execute::sqlite
