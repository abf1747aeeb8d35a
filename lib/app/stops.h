#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "plan/plan.h"

namespace dunlin::app {

/// Everything that stops a plan, in its order, in words: kDrift, kMissingObject, kMixedState,
/// kDataUnknown, kIncomparable, kAlreadyThere, kWouldFail, kForbidden. The first of each kind in a
/// row says what to type; `target` is what the user named, and empty where nothing was.
std::vector<Diagnostic> stops_of(const plan::Plan& plan, const std::string& target);

/// What to do about something that an applied revision made, and that is different now.
std::string by_hand(const std::string& id);

/// Throws one Error with all of them.
void require_no_stop(const plan::Plan& plan, const std::string& target);

}  // namespace dunlin::app
