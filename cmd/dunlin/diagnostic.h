#pragma once

#include <span>
#include <string>

#include "base/error.h"
#include "dunlin/json.h"

namespace dunlin::cmd {

/// Diagnostics as rustc would print them: the message, the place, the line with a caret, notes,
/// what to type next. Redacted. A blank line between two of them.
std::string render(std::span<const Diagnostic> diagnostics, bool color);

/// One diagnostic as the `error` member of the JSON document.
Json to_json(const Diagnostic& diagnostic);

}  // namespace dunlin::cmd
