#include "dunlin/commands/scripting.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/redact.h"
#include "base/text.h"

namespace dunlin::cmd::commands {

namespace {

const execute::ScriptPart* part_of(const app::ScriptReport& report, const revision::Id& id) {
  const auto found =
      std::find_if(report.parts.begin(), report.parts.end(),
                   [&](const execute::ScriptPart& part) { return part.revision == id; });
  return found == report.parts.end() ? nullptr : &*found;
}

Json to_json(const app::ScriptReport& report, bool with_text) {
  Json::Array revisions;
  for (const app::StepReport& step : report.steps) {
    const execute::ScriptPart* part = part_of(report, step.id);
    revisions.push_back(Json()
                            .add("id", step.id)
                            .add("slug", Json::text(step.slug))
                            .add("direction", name_of(step.direction))
                            .add("statements", step.statements)
                            .add("text", with_text && part ? Json(part->text) : Json()));
  }
  return Json()
      .add("dialect", name_of(report.dialect))
      .add("direction", name_of(report.direction))
      .add("range", report.range)
      .add("revisions", revisions)
      .add("script", with_text ? Json(report.text()) : Json());
}

// What is printed has its passwords hidden, and would not be the script any more.
void require_printable(const Invocation& invocation, const app::ScriptReport& report) {
  for (const execute::ScriptPart& part : report.parts) {
    if (redacted(part.text) == part.text) continue;
    Error error(code::kHoldsPassword,
                part.revision.empty()
                    ? std::string("the script holds what is a password, and would show it")
                    : fmt::format("revision {} holds what is, or looks like, a password; printed, "
                                  "the script would show it",
                                  part.revision));
    error.first().notes.emplace_back("nothing was printed");
    error.first().next = {invocation.next("script --out FILE")};
    throw error;
  }
}

}  // namespace

Reply script_reply(Invocation& invocation, const app::ScriptRequest& request) {
  const app::ScriptReport report = app::script(invocation.context(), request);
  const auto out = invocation.flag("out");
  if (out) {
    invocation.context().files().write(*out, report.text());
  } else {
    require_printable(invocation, report);
  }
  Reply reply;
  if (invocation.json()) {
    reply.body = to_json(report, !out).add("written", Json::maybe(out));
  } else if (out) {
    reply.text = fmt::format("{}: {} {}, for {}\n", *out, counted(report.steps.size(), "revision"),
                             name_of(report.direction), title_of(report.dialect));
  } else {
    reply.text = report.text();
  }
  return reply;
}

}  // namespace dunlin::cmd::commands
