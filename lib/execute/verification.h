#pragma once

#include "execute/session.h"
#include "plan/plan.h"

namespace dunlin::execute {

/// Runs verify.sql of a step inside the transaction that is open, read-only. With
/// VerifyMode::rows a query fails that is empty or whose first column is false, 0 or NULL.
/// Throws Error(kVerifyFailed) with the place.
void verify(Session& session, const plan::Step& step);

}  // namespace dunlin::execute
