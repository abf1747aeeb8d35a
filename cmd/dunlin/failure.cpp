#include "dunlin/failure.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "dunlin/reports.h"

namespace dunlin::cmd {

namespace {

using revision::Direction;

std::string kept(const std::vector<app::StepReport>& steps, Direction direction) {
  std::vector<std::string> titles;
  for (const app::StepReport& step : steps) {
    if (step.direction == direction) titles.push_back(title_of(step));
  }
  if (titles.empty()) return {};
  const bool one = titles.size() == 1;
  const bool up = direction == Direction::up;
  return fmt::format("{} {} {} before and {}{}: {}", counted(titles.size(), "revision"),
                     one ? "was" : "were", up ? "applied" : "reverted", one ? "stays" : "stay",
                     up ? "" : " reverted", listed(titles));
}

// Something of the run itself went wrong, not of what it was asked to do.
bool ran(const Error& error) {
  switch (error.exit()) {
    case Exit::retry:
    case Exit::failed:
    case Exit::partial:
    case Exit::in_doubt:
    case Exit::unverified:
    case Exit::interrupted:
    case Exit::terminated:
      return true;
    default:
      return false;
  }
}

bool is_protected(Invocation& invocation) { return invocation.context().seen.is_protected; }

std::vector<Diagnostic> without_details(std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (!diagnostic.detail.empty()) {
      diagnostic.detail = "hidden, because the environment is protected; the server's log has it";
    }
  }
  return diagnostics;
}

}  // namespace

Error explain_failure(const Error& error, Invocation& invocation) {
  std::vector<Diagnostic> diagnostics = error.diagnostics();
  for (Diagnostic& diagnostic : diagnostics) invocation.where().complete(diagnostic);
  if (is_protected(invocation)) diagnostics = without_details(std::move(diagnostics));
  Error explained(std::move(diagnostics));
  if (!ran(error)) return explained;
  std::vector<std::string>& notes = explained.first().notes;
  if (invocation.has("atomic")) {
    notes.emplace_back("all of the run was rolled back: nothing was applied (--atomic)");
    return explained;
  }
  const auto& steps = invocation.progress().steps();
  for (const Direction direction : {Direction::down, Direction::up}) {
    const std::string note = kept(steps, direction);
    if (!note.empty()) notes.push_back(note);
  }
  return explained;
}

Json failed_body(const Progress& progress) {
  if (progress.steps().empty()) return {};
  return Json().add("steps", to_json(progress.steps()));
}

}  // namespace dunlin::cmd
