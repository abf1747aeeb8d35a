#include "plan/plan.h"

#include <algorithm>

namespace dunlin::plan {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::run:
      return "run";
    case Verdict::skip:
      return "skip";
    case Verdict::stop:
      return "stop";
    case Verdict::repair:
      return "repair";
  }
  return "run";
}

std::string_view name_of(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::none:
      return "none";
    case Obstacle::drift:
      return "drift";
    case Obstacle::missing:
      return "missing";
    case Obstacle::mixed:
      return "mixed";
    case Obstacle::data:
      return "data";
    case Obstacle::incomparable:
      return "incomparable";
    case Obstacle::fails:
      return "would fail";
    case Obstacle::forbidden:
      return "forbidden";
    case Obstacle::already_there:
      return "already there";
  }
  return "none";
}

std::size_t Step::written(std::size_t first) const {
  std::size_t all = 0;
  for (std::size_t i = first; i < statements(); ++i) all += weight(i);
  return all;
}

bool Step::satisfied() const {
  return !judgements.empty() &&
         std::all_of(judgements.begin(), judgements.end(),
                     [](const Judgement& j) { return j.verdict == Verdict::skip; });
}

bool Plan::stops() const {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    return std::any_of(step.judgements.begin(), step.judgements.end(),
                       [](const Judgement& j) { return j.verdict == Verdict::stop; });
  });
}

}  // namespace dunlin::plan
