#include <fmt/format.h>

#include <algorithm>

#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

namespace {

// Whether a later holder of the name is what is live under it.
bool superseded(const Witness& witness, std::size_t track, const sql::Element& name) {
  for (const std::size_t holder : witness.timeline.holders(name)) {
    if (holder > track && witness.attribution.live(holder) != nullptr) return true;
  }
  return false;
}

// Known to have been there, by what is known to have run.
bool was_there(const Witness& witness, const Track& track) {
  const std::size_t at = track.settled(witness.premise);
  return track.moments[at].exists && track.moments[at].act != kNone;
}

// Under the name it has by then, or one that it had before the route renamed it.
bool made_before(const Witness& witness, const Track& track) {
  return std::any_of(track.moments.begin(), track.moments.end(),
                     [&](const Moment& moment) { return witness.made_before(moment.name); });
}

// A column of a table that is there was made with it.
bool made_with_owner(const Witness& witness, const Track& track) {
  if (track.owner == kNone || witness.attribution.live(track.owner) == nullptr) return false;
  return witness.timeline.track(track.owner).maker() == track.maker();
}

}  // namespace

Evidence gone(const Witness& witness, const Place& place, const sql::Gone& claim) {
  const Track& track = witness.timeline.track(place.at.track);
  const sql::Element& name = track.moments[place.at.moment].name;
  if (const catalog::Object* object = witness.attribution.live(place.at.track)) {
    return {Standing::todo, fmt::format("{} is there", witness.say(*object))};
  }
  const bool gone_with_owner =
      track.owner != kNone && witness.attribution.live(track.owner) == nullptr;
  if (place.act < witness.premise.ran && !gone_with_owner && witness.nobodys(name) &&
      !witness.meddled(place.act, name)) {
    return {Standing::todo, fmt::format("{} is there", witness.say(*witness.live.find(name)))};
  }
  if (superseded(witness, place.at.track, name)) {
    return {Standing::done, fmt::format("{} is its successor already", witness.say(name))};
  }
  if (place.act >= witness.premise.ran && was_there(witness, track)) {
    return {Standing::done, fmt::format("{} is not there any more", witness.say(name))};
  }
  if (track.made_here && made_with_owner(witness, track)) {
    return {Standing::done,
            fmt::format("{} is not there, and what it was made with is", witness.say(name))};
  }
  if (track.made_here) {
    return witness.either(fmt::format("{} is made earlier on the route", witness.say(name)),
                          place.act, place.at.track);
  }
  const std::string absent = fmt::format("{} is not there", witness.say(name));
  if (claim.tolerant) return {Standing::holds, absent + ", and the statement reckons with it"};
  if (made_before(witness, track)) {
    return {Standing::done, absent + " any more: a revision below made it"};
  }
  // Whatever made it: a statement before may have made anything.
  if (place.act < witness.premise.ran) return {Standing::done, absent + " any more"};
  if (witness.unsure(place.act)) {
    return {Standing::todo, absent + ", unless a statement before makes it"};
  }
  return {Standing::missing,
          absent + near_names(witness, name) + ", and no revision below makes it"};
}

}  // namespace dunlin::plan::claims
