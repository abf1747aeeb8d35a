#pragma once

#include "app/context.h"
#include "plan/plan.h"

namespace dunlin::app {

/// Tells the observer of a step whose script is comments and nothing else, as `dunlin new` writes
/// it: it would be recorded, and nobody would notice that the work is missing. A script that is
/// empty, or absent, is meant.
void tell_if_hollow(Context& context, const plan::Step& step);

}  // namespace dunlin::app
