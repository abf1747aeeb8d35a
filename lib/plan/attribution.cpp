#include "plan/attribution.h"

#include <algorithm>

#include "catalog/attributes.h"

namespace dunlin::plan {

namespace {

using catalog::Object;
using sql::Element;
using sql::ElementKind;

// Half built is alike; what nobody can compare is not.
bool alike(const Comparison& comparison) {
  return comparison.differences.empty() && comparison.unknown.empty();
}

const sql::Exists* shape_of(const sql::Claim& claim) { return std::get_if<sql::Exists>(&claim); }

}  // namespace

// Owners come before what is part of them: a track's owner always has the lower number.
Attribution::Attribution(const std::vector<Act>& acts, const Timeline& timeline,
                         const Shapes& shapes, const catalog::Catalog& live)
    : acts_(acts),
      timeline_(timeline),
      shapes_(shapes),
      catalog_(live),
      live_(timeline.tracks().size(), nullptr) {
  for (std::size_t i = 0; i < live_.size(); ++i) {
    if (timeline_.track(i).unnamed) {
      place_unnamed(i);
    } else {
      place(i);
    }
    if (live_[i] != nullptr) taken_.insert(live_[i]);
  }
}

bool Attribution::owner_is_live(const Track& track, const Element& name) const {
  if (track.owner == kNone || track.loose) return true;
  const Object* owner = live_[track.owner];
  if (owner == nullptr) return false;
  return !name.is_part() ||
         (owner->element.schema == name.schema && owner->element.name == name.name);
}

// Latest names first: what was renamed goes by its new name.
void Attribution::place(std::size_t index) {
  const Track& track = timeline_.track(index);
  for (auto moment = track.moments.rbegin(); moment != track.moments.rend(); ++moment) {
    if (!moment->exists) continue;
    const Object* object = catalog_.find(moment->name);
    if (object == nullptr || !owner_is_live(track, moment->name)) continue;
    if (!takes(index, moment->name)) continue;
    live_[index] = object;
    return;
  }
}

// Whether the live object of that name is this track, of all that ever had the name.
bool Attribution::takes(std::size_t index, const Element& name) const {
  const std::vector<std::size_t>& holders = timeline_.holders(name);
  if (holders.size() == 1) return true;
  const Object& object = *catalog_.find(name);
  for (auto holder = holders.rbegin(); holder != holders.rend(); ++holder) {
    const Track& track = timeline_.track(*holder);
    if (track.made_here && fits(*holder, object)) return *holder == index;
  }
  for (const std::size_t holder : holders) {
    if (!timeline_.track(holder).made_here) return holder == index;
  }
  return holders.front() == index;
}

// Whether what made this track, with all it made beside it, looks like what is live.
bool Attribution::fits(std::size_t index, const Object& object) const {
  const Track& track = timeline_.track(index);
  if (track.shapes.empty()) return track.owner != kNone && live_[track.owner] != nullptr;
  const std::size_t act = track.shapes.front();
  const std::vector<sql::Claim>& claims = acts_[act].what->claims;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const sql::Exists* claim = shape_of(claims[i]);
    if (claim == nullptr) continue;
    const Standpoint at = timeline_.at(act, i);
    if (at.track == index) {
      if (!alike(shapes_.compare(act, *claim, object, track))) return false;
      continue;
    }
    // A part made by the same action: it has to be there, unless the route drops it later.
    const Track& part = timeline_.track(at.track);
    if (part.owner != index || part.unnamed) continue;
    const Object* found = nullptr;
    bool ends = false;
    for (const Moment& moment : part.moments) {
      if (!moment.exists) {
        ends = ends || moment.act != kNone;
        continue;
      }
      Element name = moment.name;
      if (name.is_part()) {
        name.schema = object.element.schema;
        name.name = object.element.name;
      }
      if (const Object* candidate = catalog_.find(name)) found = candidate;
    }
    if (found == nullptr && ends) continue;
    if (found == nullptr) return false;
    if (!alike(shapes_.compare(act, *claim, *found, part))) return false;
  }
  return true;
}

// The server chose the name: any constraint or index of the table that looks like it.
void Attribution::place_unnamed(std::size_t index) {
  const Track& track = timeline_.track(index);
  if (track.owner == kNone || live_[track.owner] == nullptr || track.shapes.empty()) {
    return place(index);
  }
  const std::size_t act = track.shapes.front();
  const std::vector<sql::Claim>& claims = acts_[act].what->claims;
  const sql::Exists* wanted = nullptr;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (timeline_.at(act, i).track == index) wanted = shape_of(claims[i]);
  }
  if (wanted == nullptr) return;
  const Element& owner = live_[track.owner]->element;
  const auto looks = [&](const Object& object) {
    return alike(shapes_.compare(act, *wanted, object, track)) && taken_.count(&object) == 0;
  };
  if (wanted->element.is_part()) {
    // The likely name first, then the others by name.
    Element likely = wanted->element;
    likely.schema = owner.schema;
    likely.name = owner.name;
    if (const Object* object = catalog_.find(likely); object != nullptr && looks(*object)) {
      live_[index] = object;
      return;
    }
    for (const Object* object : catalog_.parts(owner, wanted->element.kind)) {
      if (!looks(*object)) continue;
      live_[index] = object;
      return;
    }
    return;
  }
  const std::string table = owner.schema + "." + owner.name;
  for (const auto& [element, object] : catalog_.all()) {
    if (element.kind != ElementKind::relation ||
        !catalog::same_value(ElementKind::relation, "table", object.get("table"), table)) {
      continue;
    }
    if (!object.get("constraint").empty() || !looks(object)) continue;
    live_[index] = &object;
    return;
  }
}

std::pair<std::size_t, std::size_t> Attribution::moments(std::size_t index) const {
  const Track& track = timeline_.track(index);
  std::size_t first = kNone;
  std::size_t last = 0;
  for (std::size_t i = 0; i < track.moments.size(); ++i) {
    const Moment& moment = track.moments[i];
    const bool here = track.unnamed || moment.name == live_[index]->element;
    if (!moment.exists || !here) continue;
    if (first == kNone) first = i;
    last = i;
  }
  return {first == kNone ? 0 : first, last};
}

}  // namespace dunlin::plan
