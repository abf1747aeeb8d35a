#include "plan/attribution.h"

#include <algorithm>

#include "catalog/attributes.h"

namespace dunlin::plan {

namespace {

using catalog::Object;
using sql::Element;
using sql::ElementKind;

// Half built is alike; what nobody can compare is not.
std::size_t unlike(const Comparison& comparison) {
  return comparison.differences.size() + (comparison.unknown.empty() ? 0 : 1);
}

enum class Rank { alone, index, part };

Rank rank_of(const Track& track) {
  if (track.moments.front().name.is_part()) return Rank::part;
  return track.owner == kNone ? Rank::alone : Rank::index;
}

const sql::Exists* shape_of(const sql::Claim& claim) { return std::get_if<sql::Exists>(&claim); }

}  // namespace

// What belongs to something is found once all is found that has belongings: a name may go to a
// table that the route makes later.
Attribution::Attribution(const std::vector<Act>& acts, const Timeline& timeline,
                         const Shapes& shapes, const catalog::Catalog& live, Premise premise)
    : acts_(acts),
      timeline_(timeline),
      shapes_(shapes),
      catalog_(live),
      premise_(premise),
      live_(timeline.tracks().size(), nullptr) {
  for (const Rank rank : {Rank::alone, Rank::index, Rank::part}) {
    for (std::size_t i = 0; i < live_.size(); ++i) {
      const Track& track = timeline_.track(i);
      if (rank_of(track) != rank) continue;
      if (track.unnamed) {
        place_unnamed(i);
      } else {
        place(i);
      }
      if (live_[i] != nullptr) taken_.insert(live_[i]);
    }
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
    if (taken_.count(object) != 0 || !takes(index, name)) continue;
    live_[index] = object;
    return;
  }
}

// The last of the names it may have under which something is live.
const Element* Attribution::newest_name(const Track& track) const {
  for (std::size_t i = track.moments.size(); i-- > 0;) {
    const Element& name = track.moments[i].name;
    if (!possible(track, i) || !owner_is_live(track, name)) continue;
    if (catalog_.find(name) != nullptr) return &name;
  }
  return nullptr;
}

// Whether the live object of that name is this track, of all that may have the name.
bool Attribution::takes(std::size_t index, const Element& name) const {
  std::vector<std::size_t> holders;
  for (const std::size_t holder : timeline_.holders(name)) {
    if (!may_have(holder, name)) continue;
    // Another that goes by a newer name does not ask for this one.
    const Element* newest = newest_name(timeline_.track(holder));
    if (holder == index || (newest != nullptr && *newest == name)) holders.push_back(holder);
  }
  if (holders.size() == 1) return holders.front() == index;
  const Object& object = *catalog_.find(name);
  std::size_t best = kNone;
  std::size_t least = kNone;
  bool fits = false;
  for (auto holder = holders.rbegin(); holder != holders.rend(); ++holder) {
    if (!timeline_.track(*holder).made_here) continue;
    const std::size_t missed = misfits(*holder, object);
    const std::size_t unlike = missed + strangers(*holder, object);
    if (unlike >= least) continue;
    least = unlike;
    best = *holder;
    fits = missed == 0;
  }
  if (fits) return best == index;
  for (const std::size_t holder : holders) {
    if (!timeline_.track(holder).made_here) return holder == index;
  }
  return best == index;
}

// In how many ways what made this track, with all it made beside it, looks unlike what is live.
std::size_t Attribution::misfits(std::size_t index, const Object& object) const {
  const Track& track = timeline_.track(index);
  if (track.shapes.empty()) return track.owner != kNone && live_[track.owner] != nullptr ? 0 : 1;
  const std::size_t act = track.shapes.front();
  const std::vector<sql::Claim>& claims = acts_[act].what->claims;
  std::size_t count = 0;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const sql::Exists* claim = shape_of(claims[i]);
    if (claim == nullptr) continue;
    const Standpoint at = timeline_.at(act, i);
    if (at.track == index) {
      count += unlike(shapes_.compare(act, *claim, object, track));
      continue;
    }
    // A part made by the same action: it has to be there, unless the route drops it later.
    const Track& part = timeline_.track(at.track);
    if (part.owner != index || part.unnamed) continue;
    const Object* found = part_of(object, part);
    if (found != nullptr) {
      count += unlike(shapes_.compare(act, *claim, *found, part));
    } else if (!timeline_.ends_alone(at.track, premise_) &&
               !part.may_be_lost_behind(act, premise_)) {
      ++count;
    }
  }
  return count;
}

// How many live columns and constraints no part of this track is ever called.
std::size_t Attribution::strangers(std::size_t index, const Object& object) const {
  std::size_t count = 0;
  for (const ElementKind kind : {ElementKind::column, ElementKind::constraint}) {
    for (const Object* part : catalog_.parts(object.element, kind)) {
      const std::span<const std::size_t> holders = timeline_.holders(part->element);
      if (std::none_of(holders.begin(), holders.end(), [&](std::size_t holder) {
            return timeline_.track(holder).owner == index;
          })) {
        ++count;
      }
    }
  }
  return count + foreign_indexes(index, object);
}

// Indexes of the live table that the route makes on another one of this name.
std::size_t Attribution::foreign_indexes(std::size_t index, const Object& object) const {
  const std::span<const std::size_t> rivals = timeline_.holders(object.element);
  const std::string table = object.element.schema + "." + object.element.name;
  std::size_t count = 0;
  for (const Track& track : timeline_.tracks()) {
    if (track.owner == index || rank_of(track) != Rank::index || track.unnamed) continue;
    if (std::find(rivals.begin(), rivals.end(), track.owner) == rivals.end()) continue;
    const Object* found = catalog_.find(track.last_name());
    if (found != nullptr &&
        catalog::same_value(ElementKind::relation, "table", found->get("table"), table)) {
      ++count;
    }
  }
  return count;
}

// What is live of this part, under any name that it has along the route.
const Object* Attribution::part_of(const Object& owner, const Track& part) const {
  const Object* found = nullptr;
  for (const Moment& moment : part.moments) {
    if (!moment.exists) continue;
    Element name = moment.name;
    if (name.is_part()) {
      name.schema = owner.element.schema;
      name.name = owner.element.name;
    }
    if (const Object* candidate = catalog_.find(name)) found = candidate;
  }
  return found;
}

bool Attribution::looks(std::size_t index, const sql::Exists& wanted, const Object& object) const {
  const Track& track = timeline_.track(index);
  return unlike(shapes_.compare(track.shapes.front(), wanted, object, track)) == 0 &&
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
