#include <fmt/format.h>

#include <algorithm>

#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

namespace {

// Made and dropped along the route: before it and behind it look the same. What only goes with a
// table that is there has to be there, too.
bool may_be_gone(const Witness& witness, std::size_t index) {
  const Track& track = witness.timeline.track(index);
  if (witness.timeline.ends_alone(index)) return true;
  return track.end() != kNone && witness.attribution.live(track.owner) == nullptr;
}

Evidence absent(const Witness& witness, const Place& place, const sql::Exists& claim) {
  if (may_be_gone(witness, place.at.track)) {
    return witness.either(fmt::format("{} is dropped again later", witness.say(claim)), place.act,
                          place.at.track);
  }
  const sql::Element& last = witness.timeline.track(place.at.track).last_name();
  const std::string& by_now = last.is_part() ? last.part : last.name;
  const std::string& stated = last.is_part() ? claim.element.part : claim.element.name;
  const std::string later = by_now == stated ? "" : fmt::format(" (later \"{}\")", by_now);
  return {Standing::todo, fmt::format("{}{} is not there", witness.say(claim), later)};
}

}  // namespace

Evidence exists(const Witness& witness, const Place& place, const sql::Exists& claim) {
  const catalog::Object* object = witness.attribution.live(place.at.track);
  if (object == nullptr) return absent(witness, place, claim);
  const Track& track = witness.timeline.track(place.at.track);
  const std::size_t last = witness.attribution.moments(place.at.track).second;
  if (last < place.at.moment) {
    return {Standing::todo,
            fmt::format("{} is there under the name it had before", witness.say(*object))};
  }
  const Comparison comparison = witness.shapes.compare(place.act, claim, *object, track);
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
