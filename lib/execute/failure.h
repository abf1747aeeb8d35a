#pragma once

#include "execute/pieces.h"
#include "plan/plan.h"

namespace dunlin::execute {

/// The error for a statement of a step that the server refused: place, excerpt, the server's
/// words, and what to type next.
Error failure_of(const plan::Step& step, const plan::Source& source, const Refused& refused,
                 const Discipline& discipline);

/// The place of a statement (and of a byte within it) in its script.
void locate(Diagnostic& diagnostic, const plan::Source& source, std::size_t statement,
            std::optional<std::size_t> offset);

/// The error for a session that was lost.
Error failure_of(const plan::Step& step, const Lost& lost);

}  // namespace dunlin::execute
