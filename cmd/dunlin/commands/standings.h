#pragma once

#include <string>
#include <vector>

#include "app/inspect.h"
#include "dunlin/invocation.h"
#include "dunlin/json.h"

/// What `status` shows, of one database or of all.
namespace dunlin::cmd::commands {

/// Every state that holds, none hiding another: `applied, edited`.
std::string states_of(const revision::Standing& standing);

/// The same in the colour of the worst of them.
std::string painted(const revision::Standing& standing, const Paint& paint);

Json to_json(const app::StatusReport& report);
Json to_json(const std::vector<app::EnvironmentStatus>& environments);

/// A table of revisions against environments, then a line per environment that wants something.
/// Without --verbose, a long beginning that is applied everywhere is one line.
std::string comparison(const std::vector<app::EnvironmentStatus>& environments,
                       const Invocation& invocation);

}  // namespace dunlin::cmd::commands
