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
                         const Shapes& shapes, const catalog::Catalog& live, Premise premise)
    : acts_(acts),
      timeline_(timeline),
      shapes_(shapes),
      catalog_(live),
      premise_(premise),
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

// Whether the live database may show the track as it was at this moment.
bool Attribution::possible(const Track& track, std::size_t moment) const {
  return moment >= track.settled(premise_) && premise_.reaches(track.moments[moment].act) &&
         track.moments[moment].exists;
}

bool Attribution::may_have(std::size_t index, const Element& name) const {
  const Track& track = timeline_.track(index);
  for (std::size_t i = 0; i < track.moments.size(); ++i) {
    if (track.moments[i].name == name && possible(track, i)) return true;
  }
  return false;
}

// Latest names first: what was renamed goes by its new name.
void Attribution::place(std::size_t index) {
  const Track& track = timeline_.track(index);
  for (std::size_t i = track.moments.size(); i-- > 0;) {
    if (!possible(track, i)) continue;
    const Element& name = track.moments[i].name;
    const Object* object = catalog_.find(name);
    if (object == nullptr || !owner_is_live(track, name)) continue;
    if (!takes(index, name)) continue;
    live_[index] = object;
    return;
  }
}

// Whether the live object of that name is this track, of all that may have the name.
bool Attribution::takes(std::size_t index, const Element& name) const {
  std::vector<std::size_t> holders;
  for (const std::size_t holder : timeline_.holders(name)) {
    if (may_have(holder, name)) holders.push_back(holder);
  }
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

bool Attribution::looks(std::size_t index, const sql::Exists& wanted, const Object& object) const {
  const Track& track = timeline_.track(index);
  return alike(shapes_.compare(track.shapes.front(), wanted, object, track)) &&
         taken_.count(&object) == 0;
}

// The server chose the name: any constraint or index of the table that looks like it.
void Attribution::place_unnamed(std::size_t index) {
  const Track& track = timeline_.track(index);
  if (track.owner == kNone || live_[track.owner] == nullptr || track.shapes.empty()) {
    return place(index);
  }
  bool exists = false;
  for (std::size_t i = 0; i < track.moments.size(); ++i) exists = exists || possible(track, i);
  if (!exists) return;
  const std::size_t act = track.shapes.front();
  const std::vector<sql::Claim>& claims = acts_[act].what->claims;
  const sql::Exists* wanted = nullptr;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (timeline_.at(act, i).track == index) wanted = shape_of(claims[i]);
  }
  if (wanted == nullptr) return;
  live_[index] =
      wanted->element.is_part() ? unnamed_part(index, *wanted) : unnamed_index(index, *wanted);
  // Known to be there, and it cannot be drawn: its likely name tells.
  if (live_[index] == nullptr && act < premise_.ran) place(index);
}

// The likely name first, then the others by name.
const Object* Attribution::unnamed_part(std::size_t index, const sql::Exists& wanted) const {
  const Track& track = timeline_.track(index);
  const Element& owner = live_[track.owner]->element;
  Element likely = track.moments.back().name;
  likely.schema = owner.schema;
  likely.name = owner.name;
  if (const Object* object = catalog_.find(likely); object && looks(index, wanted, *object)) {
    return object;
  }
  for (const Object* object : catalog_.parts(owner, wanted.element.kind)) {
    if (looks(index, wanted, *object)) return object;
  }
  return nullptr;
}

const Object* Attribution::unnamed_index(std::size_t index, const sql::Exists& wanted) const {
  const Element& owner = live_[timeline_.track(index).owner]->element;
  const std::string table = owner.schema + "." + owner.name;
  for (const auto& [element, object] : catalog_.all()) {
    if (element.kind != ElementKind::relation ||
        !catalog::same_value(ElementKind::relation, "table", object.get("table"), table)) {
      continue;
    }
    if (object.get("constraint").empty() && looks(index, wanted, object)) return &object;
  }
  return nullptr;
}

std::pair<std::size_t, std::size_t> Attribution::moments(std::size_t index) const {
  const Track& track = timeline_.track(index);
  std::size_t first = kNone;
  std::size_t last = 0;
  for (std::size_t i = 0; i < track.moments.size(); ++i) {
    const Moment& moment = track.moments[i];
    const bool here = track.unnamed || moment.name == live_[index]->element;
    if (!possible(track, i) || !here) continue;
    if (first == kNone) first = i;
    last = i;
  }
  return {first == kNone ? 0 : first, last};
}

}  // namespace dunlin::plan
