#pragma once

#include <cstddef>
#include <span>

#include "plan/plan.h"

namespace dunlin::execute {

/// Whether a script may leave something behind in the session: a setting, a role, a temporary
/// table. False only for statements that plainly leave nothing, so that the common revision costs
/// no message more.
bool touches_session(const plan::Step& step);

/// How many of these statements have to stand before the first query of their transaction: up to
/// the last SET TRANSACTION among the settings they begin with (PostgreSQL, 25001).
std::size_t settings_ahead(std::span<const sql::Statement> statements);

}  // namespace dunlin::execute
