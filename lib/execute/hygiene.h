#pragma once

#include "plan/plan.h"

namespace dunlin::execute {

/// Whether a script may leave something behind in the session: a setting, a role, a temporary
/// table. False only for statements that plainly leave nothing, so that the common revision costs
/// no message more.
bool touches_session(const plan::Step& step);

}  // namespace dunlin::execute
