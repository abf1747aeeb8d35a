#pragma once

#include <optional>

#include "app/context.h"
#include "plan/plan.h"

namespace dunlin::app {

/// Whether a script is comments and nothing else, as `dunlin new` writes it. One that is empty, or
/// absent, is meant.
bool is_hollow(const std::optional<plan::Source>& script);

/// Tells the observer of a step up with a hollow script: it would be recorded, and nobody would
/// notice that the work is missing.
void tell_if_hollow(Context& context, const plan::Step& step);

}  // namespace dunlin::app
