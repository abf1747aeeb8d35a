#pragma once

#include "script.h"
#include "session.h"

namespace dunlin::scenario {

/// Throws ScriptError where a step names no command, gives it too few or too many words, or
/// expects what it cannot have.
void check(const Step& step);

/// Does what the step says. Throws Failure, Unavailable.
/// Precondition: check() has passed.
void perform(Session& session, const Step& step);

/// Whether the step leaves something that was printed, and an exit code.
bool prints(const Step& step);

}  // namespace dunlin::scenario
