#pragma once

#include <string_view>

#include "sql/control.h"

namespace dunlin::sql::sqlite {

/// Whether SQLite refuses this statement inside a transaction, or runs it there without effect.
bool runs_alone(std::string_view statement);

/// What the statement does to the transaction it runs in.
Control control_of(std::string_view statement);

}  // namespace dunlin::sql::sqlite
