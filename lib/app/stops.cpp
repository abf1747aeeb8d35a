#include "app/stops.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "catalog/render.h"

namespace dunlin::app {

namespace {

using plan::Decision;
using plan::Obstacle;
using plan::Step;
using plan::Verdict;

const Code& code_of(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::missing:
      return code::kMissingObject;
    case Obstacle::mixed:
      return code::kMixedState;
    case Obstacle::data:
      return code::kDataUnknown;
    case Obstacle::incomparable:
      return code::kIncomparable;
    case Obstacle::already_there:
      return code::kAlreadyThere;
    case Obstacle::fails:
      return code::kWouldFail;
    case Obstacle::forbidden:
      return code::kForbidden;
    default:
      return code::kDrift;
  }
}

// All that the step makes is there; what changes data is not known to have run.
bool is_there(const Step& step) {
  bool found = false;
  for (const plan::Judgement& judgement : step.judgements) {
    for (const Decision& decision : judgement.actions) {
      if (decision.verdict == Verdict::run || decision.verdict == Verdict::repair) return false;
      // It would have run.
      const Obstacle obstacle = decision.obstacle;
      if (obstacle == Obstacle::fails || obstacle == Obstacle::forbidden) return false;
      if (obstacle == Obstacle::already_there) found = true;
    }
  }
  return found;
}

// How far somebody has migrated without a ledger: the last revision before the first that is not
// all there. Empty where that is none.
std::string reached(const plan::Plan& plan) {
  std::string id;
  for (const Step& step : plan.steps) {
    if (step.statements() > 0 && !is_there(step)) break;
    if (step.statements() > 0) id = step.id();
  }
  return id;
}

std::string revision_file_of(const Step& step) {
  const std::string& path = step.script->path;
  return path_in(path.substr(0, path.rfind('/')), "revision.yaml");
}

std::vector<std::string> next_of(const plan::Plan& plan, Obstacle obstacle, const Step& step,
                                 const std::string& target) {
  const std::string to = target.empty() || target == "head" ? "" : " " + target;
  std::vector<std::string> next;
  switch (obstacle) {
    case Obstacle::mixed:
      return {fmt::format("dunlin plan{}    (shows what is there, statement by statement)", to),
              fmt::format("dunlin upgrade{} --accept-mixed    (runs exactly what is missing)", to)};
    case Obstacle::data:
      return {fmt::format("dunlin upgrade{} --run-data     (they were not done)", to),
              fmt::format("dunlin upgrade{} --skip-data    (they were done by hand)", to),
              fmt::format("or write 'applied_if: QUERY' into {}: true when they were done",
                          revision_file_of(step))};
    case Obstacle::already_there:
      if (const std::string id = reached(plan); !id.empty()) {
        next.push_back(
            fmt::format("dunlin stamp {}    (what is there is that, done without a "
                        "ledger)",
                        id));
      }
      next.push_back(
          fmt::format("dunlin upgrade{} --accept-existing    (decides statement by "
                      "statement)",
                      to));
      return next;
    case Obstacle::fails:
      return {fmt::format("mend the rows or the revision, then: dunlin upgrade{}", to),
              fmt::format("dunlin upgrade{} --no-preflight    (lets the server try)", to)};
    case Obstacle::forbidden:
      return {fmt::format("have it granted or installed, or connect as another role, then: "
                          "dunlin upgrade{}",
                          to),
              fmt::format("dunlin upgrade{} --no-preflight    (lets the server try)", to)};
    default:
      // Of what the ledger holds, a plan has nothing to say.
      if (step.recorded) return {by_hand(step.id())};
      return {fmt::format("dunlin plan {} --explain", step.id()),
              fmt::format("when the database is right: dunlin resolve --applied {} --reason "
                          "\"...\"",
                          step.id())};
  }
}

Diagnostic diagnostic_of(const Step& step, std::size_t index, const Decision& decision,
                         const std::string& home) {
  const sql::Statement& statement = step.script->statements[index];
  Diagnostic diagnostic;
  diagnostic.code = code_of(decision.obstacle);
  diagnostic.message = decision.reason;
  diagnostic.place = place_at(step.script->path, step.script->text.view(), statement.begin);
  diagnostic.excerpt = excerpt_at(step.script->text.view(), statement.begin, statement.text.size());
  diagnostic.statement = index + 1;
  for (const plan::Difference& difference : decision.differences) {
    diagnostic.notes.push_back(catalog::text_of(difference, home));
  }
  return diagnostic;
}

}  // namespace

std::string by_hand(const std::string& id) {
  return fmt::format("change by hand what is different, then: dunlin verify {}", id);
}

std::vector<Diagnostic> stops_of(const plan::Plan& plan, const std::string& target) {
  std::vector<Diagnostic> stops;
  for (const Step& step : plan.steps) {
    for (std::size_t i = 0; i < step.judgements.size(); ++i) {
      for (const Decision& decision : step.judgements[i].actions) {
        if (decision.verdict != Verdict::stop) continue;
        Diagnostic stop = diagnostic_of(step, i, decision, plan.home);
        const bool again = !stops.empty() && stops.back().code == stop.code;
        if (!again) stop.next = next_of(plan, decision.obstacle, step, target);
        stops.push_back(std::move(stop));
      }
    }
  }
  return stops;
}

void require_no_stop(const plan::Plan& plan, const std::string& target) {
  std::vector<Diagnostic> stops = stops_of(plan, target);
  if (stops.empty()) return;
  stops.front().notes.emplace_back("nothing was run");
  throw Error(std::move(stops));
}

}  // namespace dunlin::app
