#include <fmt/format.h>

#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

Evidence renamed(const Witness& witness, const Place& place, const sql::Renamed& claim) {
  const Track& track = witness.timeline.track(place.at.track);
  const catalog::Object* object = witness.attribution.live(place.at.track);
  if (object == nullptr) {
    if (track.made_here) {
      return {Standing::either,
              fmt::format("{} is made earlier on the route", witness.say(claim.from))};
    }
    if (track.may_end_behind(place.act)) {
      return {Standing::either, fmt::format("{} is dropped again later", witness.say(claim.to))};
    }
    if (claim.tolerant) {
      return {Standing::holds, fmt::format("{} is not there, and the statement reckons with it",
                                           witness.say(claim.from))};
    }
    if (witness.unsure(place.act)) {
      return {Standing::todo, fmt::format("{} is not there, unless a statement before makes it",
                                          witness.say(claim.from))};
    }
    return {Standing::missing, fmt::format("neither {} nor {} is there{}", witness.say(claim.from),
                                           witness.say(claim.to), near_names(witness, claim.from))};
  }
  const auto [first, last] = witness.attribution.moments(place.at.track);
  const bool both = witness.live.find(claim.from) != nullptr &&
                    witness.live.find(claim.to) != nullptr &&
                    witness.timeline.holders(claim.from).size() == 1 &&
                    witness.timeline.holders(claim.to).size() == 1;
  if (both) {
    return {Standing::drift, fmt::format("both {} and {} are there", witness.say(claim.from),
                                         witness.say(claim.to))};
  }
  if (last < place.at.moment) {
    return {Standing::todo, fmt::format("{} is there", witness.say(*object))};
  }
  if (first >= place.at.moment) {
    return {Standing::done,
            fmt::format("{} is there, {} is not", witness.say(claim.to), witness.say(claim.from))};
  }
  return {Standing::either, fmt::format("{} is there", witness.say(*object))};
}

}  // namespace dunlin::plan::claims
