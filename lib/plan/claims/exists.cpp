#include <fmt/format.h>

#include <algorithm>

#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

namespace {

// Goes with its table, as a part does.
sql::Element as_part(const Witness& witness, const Place& place, const sql::Element& element) {
  const std::size_t owner = witness.timeline.track(place.at.track).owner;
  if (element.is_part() || owner == kNone) return element;
  sql::Element part = witness.timeline.track(owner).name_behind(place.act);
  part.kind = sql::ElementKind::constraint;
  part.part = element.name;
  return part;
}

// On a table that a statement which may do anything made, and one such has taken away again.
bool went_as_it_came(const Witness& witness, const Place& place) {
  const std::size_t owner = witness.timeline.track(place.at.track).owner;
  if (place.act >= witness.premise.ran || owner == kNone) return false;
  return !witness.timeline.track(owner).made_here && witness.attribution.live(owner) == nullptr &&
         witness.unsure(place.act);
}

// Made and dropped along the route: before it and behind it look the same. What only goes with a
// table that is there has to be there, too.
bool may_be_gone(const Witness& witness, const Place& place, const sql::Exists& claim) {
  const Track& track = witness.timeline.track(place.at.track);
  if (witness.timeline.ends_alone(place.at.track, witness.premise)) return true;
  if (track.may_be_lost_behind(place.act, witness.premise)) return true;
  if (witness.meddled(place.act, as_part(witness, place, claim.element))) return true;
  if (went_as_it_came(witness, place)) return true;
  return track.end(witness.premise) != kNone && witness.attribution.live(track.owner) == nullptr;
}

Evidence absent(const Witness& witness, const Place& place, const sql::Exists& claim) {
  if (may_be_gone(witness, place, claim)) {
    return witness.either(fmt::format("{} is dropped again later", witness.say(claim)), place.act,
                          place.at.track);
  }
  const sql::Element& last = witness.timeline.track(place.at.track).last_name();
  const std::string& by_now = last.is_part() ? last.part : last.name;
  const std::string& stated = last.is_part() ? claim.element.part : claim.element.name;
  const std::string later = by_now == stated ? "" : fmt::format(" (later \"{}\")", by_now);
  return {Standing::todo, fmt::format("{}{} is not there", witness.say(claim), later)};
}

// The columns of an index in its order, as they are called by now.
std::string columns_of(const Witness& witness, const Place& place) {
  std::string lines;
  for (const sql::Effect& effect : witness.acts[place.act].what->effects) {
    if (effect.access != sql::Access::read || effect.element.kind != sql::ElementKind::column) {
      continue;
    }
    const std::span<const std::size_t> holders = witness.timeline.holders(effect.element);
    if (!lines.empty()) lines += '\n';
    lines += holders.empty() ? effect.element.part
                             : witness.timeline.track(holders.back()).last_name().part;
  }
  return lines;
}

// Of an index that a key took over, the whole catalog lists the key alone.
std::optional<Evidence> as_key(const Witness& witness, const Place& place,
                               const sql::Exists& claim) {
  const std::size_t twin = witness.timeline.track(place.at.track).twin;
  if (claim.element.is_part() || twin == kNone) return std::nullopt;
  const catalog::Object* key = witness.attribution.live(twin);
  if (key == nullptr) return std::nullopt;
  std::string actual(key->get("columns"));
  if (const std::string_view more = key->get("include"); !more.empty()) {
    actual.append("\n").append(more);
  }
  const std::string wanted = columns_of(witness, place);
  const std::string there = fmt::format("{} is there, as that of a key", witness.say(claim));
  if (wanted == actual) return Evidence{Standing::done, there};
  return Evidence{Standing::drift,
                  there + ", and different",
                  {{Difference::Kind::different, key->element, "columns", wanted, actual}}};
}

bool changes_behind(const Track& track, std::size_t act) {
  const auto later = [act](const auto& one) { return one.act != kNone && one.act > act; };
  return std::any_of(track.moments.begin(), track.moments.end(), later) ||
         std::any_of(track.writes.begin(), track.writes.end(), later);
}

// The columns that a query made, but for those that the route changes later.
std::vector<Difference> columns_apart(const Witness& witness, const Place& place,
                                      const sql::Exists& claim, const catalog::Object& table) {
  std::vector<Difference> found;
  const catalog::Catalog* picture = witness.shapes.picture(place.act);
  if (picture == nullptr) return found;
  for (const catalog::Object* column : picture->parts(claim.element, sql::ElementKind::column)) {
    const std::span<const std::size_t> holders = witness.timeline.holders(column->element);
    if (std::any_of(holders.begin(), holders.end(), [&](std::size_t holder) {
          return changes_behind(witness.timeline.track(holder), place.act);
        })) {
      continue;
    }
    catalog::Catalog want, have;
    catalog::Object moved = *column;
    moved.element.schema = table.element.schema;
    moved.element.name = table.element.name;
    if (const catalog::Object* live = witness.live.find(moved.element)) have.add(*live);
    want.add(table);
    have.add(table);
    want.add(std::move(moved));
    for (Difference& difference : catalog::differences(want, have, {})) {
      found.push_back(std::move(difference));
    }
  }
  return found;
}

bool known_by_name(const sql::Exists& claim) {
  const bool of_such_a_kind =
      claim.element.kind == sql::ElementKind::other || claim.element.kind == sql::ElementKind::type;
  return of_such_a_kind && claim.stated.empty() && !claim.drawn;
}

// Of a key that takes an index (USING INDEX), the text does not say the columns. They are those of
// a statement of the route, which is compared by itself, or nobody knows them any more.
bool columns_are_unknown(const Witness& witness, const Place& place, const sql::Exists& claim) {
  const auto states = [&](std::string_view name, std::string_view value = {}) {
    return std::any_of(claim.stated.begin(), claim.stated.end(), [&](const auto& pair) {
      return pair.first == name && (value.empty() || pair.second == value);
    });
  };
  const bool key = states("kind", "unique") || states("kind", "primary key");
  if (claim.element.kind != sql::ElementKind::constraint || !key || states("columns")) return false;
  sql::Element index{sql::ElementKind::relation, claim.element.schema, claim.element.part, {}};
  const std::span<const std::size_t> holders = witness.timeline.holders(index);
  return std::none_of(holders.begin(), holders.end(), [&](std::size_t holder) {
    const Track& track = witness.timeline.track(holder);
    return !track.shapes.empty() && track.shapes.front() < place.act;
  });
}

}  // namespace

Evidence exists(const Witness& witness, const Place& place, const sql::Exists& claim) {
  const Track& track = witness.timeline.track(place.at.track);
  const catalog::Object* object = witness.attribution.live(place.at.track);
  if (object == nullptr) {
    if (auto evidence = as_key(witness, place, claim)) return *evidence;
    return absent(witness, place, claim);
  }
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
  Comparison comparison = witness.shapes.compare(place.act, claim, *object, track);
  if (claim.whole && comparison.same()) {
    comparison.differences = columns_apart(witness, place, claim, *object);
  }
  if (comparison.same() && columns_are_unknown(witness, place, claim)) {
    comparison.unknown = "its columns are those of an index that a revision below made";
  }
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
  if (known_by_name(claim) && place.act >= witness.premise.ran) {
    if (claim.replaces) {
      return {Standing::todo, fmt::format("{} is there: it is replaced", witness.say(*object))};
    }
    return {Standing::incomparable,
            fmt::format("{} is there, and cannot be compared: of its kind only the name is known",
                        witness.say(*object))};
  }
  const bool expected = claim.tolerant || claim.replaces;
  return {expected ? Standing::holds : Standing::done,
          fmt::format("{} is there and the same", witness.say(*object))};
}

}  // namespace dunlin::plan::claims
