#pragma once

#include <string>
#include <vector>

#include "app/report.h"
#include "dunlin/invocation.h"
#include "dunlin/json.h"
#include "revision/revision.h"

/// The results of the use cases as text for people and as members of the JSON document.
namespace dunlin::cmd {

std::string title_of(const app::StepReport& step);

Json to_json(const std::vector<app::StepReport>& steps);
Json to_json(const app::RunReport& report);
Json to_json(const revision::Revision& revision);

/// `staging (postgresql://…): 2 revisions applied in 12 ms, now at 20261120…`, and what to type
/// next. A run that was dry lists its steps.
std::string text_of(const app::RunReport& report, const Invocation& invocation);

/// The reply to a run that this invocation observed.
Reply reply_to(app::RunReport report, const Invocation& invocation);

/// `id slug` of what `ids` name, each on a line of its own behind `lead`.
std::string listing(std::string_view lead, const std::vector<revision::Id>& ids);

/// When something happened: how long ago on a terminal, the second in RFC 3339 elsewhere.
std::string shown_time(const std::string& rfc3339, const Invocation& invocation);

}  // namespace dunlin::cmd
