#include <fmt/format.h>

#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

namespace {

// Renamed, and back again: what is done to its parts in between tells whether it was, for under
// its other name nothing else can be done to them.
Evidence there_and_back(const Witness& witness, const Place& place, const catalog::Object& object) {
  const auto [first, last] = witness.attribution.moments(place.at.track);
  const Track& track = witness.timeline.track(place.at.track);
  const std::size_t begin = track.moments[first + 1].act;
  const std::size_t end = track.moments[last].act;
  Evidence evidence{Standing::either,
                    fmt::format("{} is there, before it and behind it", witness.say(object))};
  for (std::size_t act = begin + 1; act < end; ++act) {
    const std::vector<sql::Claim>& all = witness.acts[act].what->claims;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t of = witness.timeline.at(act, i).track;
      if (of == kNone || witness.timeline.track(of).owner != place.at.track) continue;
      if (std::holds_alternative<sql::Renamed>(all[i])) continue;
      const Standing standing = weigh(witness, act, i).standing;
      if (standing != Standing::todo && standing != Standing::done) continue;
      evidence.standing = standing;
      return evidence;
    }
  }
  if (begin < place.act) evidence.tied = begin;
  return evidence;
}

}  // namespace

Evidence renamed(const Witness& witness, const Place& place, const sql::Renamed& claim) {
  const Track& track = witness.timeline.track(place.at.track);
  const catalog::Object* object = witness.attribution.live(place.at.track);
  if (object == nullptr) {
    if (track.made_here) {
      return witness.either(fmt::format("{} is made earlier on the route", witness.say(claim.from)),
                            place.act, place.at.track);
    }
    if (track.may_end_behind(place.act, witness.premise)) {
      return witness.either(fmt::format("{} is dropped again later", witness.say(claim.to)),
                            place.act, place.at.track);
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
  return there_and_back(witness, place, *object);
}

}  // namespace dunlin::plan::claims
