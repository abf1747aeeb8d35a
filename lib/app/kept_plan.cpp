#include "app/kept_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "plan/manifest.h"

namespace dunlin::app {

namespace {

constexpr std::string_view kFirstLine = "dunlin-plan 1\n";
constexpr std::string_view kUp = "up ";

Error unreadable(const std::string& message, const std::string& file) {
  return with_next(Error(code::kUnreadable, message), fmt::format("dunlin plan --out {}", file));
}

std::string read(Context& context, const std::string& file) {
  const auto text = context.files().read(file);
  if (!text) throw unreadable(fmt::format("no plan at '{}'", file), file);
  if (text->starts_with(kFirstLine)) return *text;
  throw unreadable(fmt::format("'{}' holds no plan that dunlin plan --out kept", file), file);
}

// The text of the first step: its line and the indented ones behind it.
std::string_view first_step(std::string_view steps) {
  std::size_t end = steps.find('\n');
  while (end != std::string_view::npos && end + 1 < steps.size() && steps[end + 1] == ' ') {
    end = steps.find('\n', end + 1);
  }
  return steps.substr(0, end == std::string_view::npos ? end : end + 1);
}

// `up ID CHECKSUM`, and an id may hold spaces.
bool is_applied(std::string_view step, const ledger::Snapshot& snapshot) {
  const std::string_view line = step.substr(0, step.find('\n'));
  const std::size_t space = line.rfind(' ');
  if (!line.starts_with(kUp) || space < kUp.size()) return false;
  const std::string_view id = line.substr(kUp.size(), space - kUp.size());
  const std::string_view checksum = line.substr(space + 1);
  return std::any_of(snapshot.rows.begin(), snapshot.rows.end(), [&](const revision::Applied& row) {
    const std::string kept = row.token_checksum.empty() ? "-" : row.token_checksum;
    return row.id == id && row.state == revision::State::applied && kept == checksum;
  });
}

// A run that another one overtook, or that failed half way, goes on with the rest.
std::string what_is_left(std::string_view kept, const ledger::Snapshot& snapshot) {
  std::string_view steps = kept.substr(kFirstLine.size());
  while (!steps.empty() && is_applied(first_step(steps), snapshot)) {
    steps.remove_prefix(first_step(steps).size());
  }
  return std::string(kFirstLine).append(steps);
}

std::string shown(const std::string& line) { return line.empty() ? "nothing more" : line; }

}  // namespace

KeptPlan::KeptPlan(Context& context, std::string file)
    : file_(std::move(file)), text_(read(context, file_)) {}

void KeptPlan::require(const plan::Plan& plan, const ledger::Snapshot& snapshot,
                       const std::string& target) const {
  const auto difference =
      plan::difference_of(what_is_left(text_, snapshot), plan::manifest_of(plan));
  if (!difference) return;
  Diagnostic diagnostic;
  diagnostic.code = code::kOtherPlan;
  diagnostic.message = fmt::format("what would run now is not the plan kept in '{}'", file_);
  diagnostic.notes = {fmt::format("kept: {}", shown(difference->kept)),
                      fmt::format("now:  {}", shown(difference->now)), "nothing was run"};
  diagnostic.next = {fmt::format("dunlin plan {}--out {}    (look at it, and keep it anew)",
                                 target == "head" ? "" : target + " ", file_)};
  throw Error(diagnostic);
}

}  // namespace dunlin::app
