#include <fmt/format.h>

#include <algorithm>

#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

namespace {

Evidence absent(const Witness& witness, const Track& track, std::size_t act,
                const sql::Exists& claim) {
  // Made and dropped along the route: before it and behind it look the same.
  if (track.may_end_behind(act) || witness.meddled(act, claim.element)) {
    return {Standing::either, fmt::format("{} is dropped again later", witness.say(claim))};
  }
  return {Standing::todo, fmt::format("{} is not there", witness.say(claim))};
}

}  // namespace

Evidence exists(const Witness& witness, const Place& place, const sql::Exists& claim) {
  const Track& track = witness.timeline.track(place.at.track);
  const catalog::Object* object = witness.attribution.live(place.at.track);
  if (object == nullptr) return absent(witness, track, place.act, claim);
  const std::size_t last = witness.attribution.moments(place.at.track).second;
  if (last < place.at.moment) {
    return {Standing::todo,
            fmt::format("{} is there under the name it had before", witness.say(*object))};
  }
  const auto replaced = [&](std::size_t act) {
    return act > place.act && act < witness.premise.ran;
  };
  if (std::any_of(track.replaced.begin(), track.replaced.end(), replaced)) {
    return {Standing::holds,
            fmt::format("{} is there: a statement behind replaces it", witness.say(*object))};
  }
  const Comparison comparison = witness.shapes.compare(place.act, claim, *object, track);
  if (!comparison.differences.empty() && witness.meddled(place.act, claim.element)) {
    return {Standing::holds, fmt::format("{} is there, and a statement behind may have changed it",
                                         witness.say(*object))};
  }
  if (!comparison.unknown.empty() && witness.outdated(place.act)) {
    return {Standing::holds, fmt::format("{} is there, and cannot be drawn any more: {}",
                                         witness.say(*object), comparison.unknown)};
  }
  if (!comparison.differences.empty()) {
    if (claim.replaces) {
      return {Standing::todo,
              fmt::format("{} is there and different: it is replaced", witness.say(*object)),
              comparison.differences};
    }
    return {Standing::drift, fmt::format("{} is there and different", witness.say(*object)),
            comparison.differences};
  }
  if (!comparison.unknown.empty()) {
    if (claim.replaces) {
      return {Standing::todo, fmt::format("{} is there: it is replaced", witness.say(*object))};
    }
    return {Standing::incomparable, fmt::format("{} is there, and cannot be compared: {}",
                                                witness.say(*object), comparison.unknown)};
  }
  if (comparison.half) {
    return {Standing::half,
            fmt::format("{} is there, but was not finished", witness.say(*object)),
            {},
            object};
  }
  const bool expected = claim.tolerant || claim.replaces;
  return {expected ? Standing::holds : Standing::done,
          fmt::format("{} is there and the same", witness.say(*object))};
}

}  // namespace dunlin::plan::claims
