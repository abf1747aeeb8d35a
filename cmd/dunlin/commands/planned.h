#pragma once

#include <string>

#include "app/inspect.h"
#include "dunlin/invocation.h"
#include "dunlin/json.h"

namespace dunlin::cmd::commands {

Json to_json(const app::PlanReport& report, const Invocation& invocation);

/// Each revision with its transactions and their statements, a line each: file:line and how the
/// statement begins.
std::string text_of(const app::PlanReport& report, const Invocation& invocation);

}  // namespace dunlin::cmd::commands
