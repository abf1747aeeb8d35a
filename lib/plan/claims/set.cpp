#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/attributes.h"
#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

namespace {

using How = sql::Set::How;

// Whether one of the lines is this one.
bool has(const sql::Element& element, const std::string& attribute, std::string_view lines,
         std::string_view wanted) {
  const std::vector<std::string_view> all = catalog::lines_of(lines);
  return std::any_of(all.begin(), all.end(), [&](std::string_view line) {
    return catalog::same_value(element.kind, attribute, wanted, line);
  });
}

bool so(How how, const sql::Element& element, const std::string& attribute, std::string_view wanted,
        std::string_view actual) {
  const std::vector<std::string_view> lines = catalog::lines_of(wanted);
  const auto is_there = [&](std::string_view line) {
    return has(element, attribute, actual, line);
  };
  switch (how) {
    case How::equal:
      return catalog::same_value(element.kind, attribute, wanted, actual);
    case How::includes:
      return std::all_of(lines.begin(), lines.end(), is_there);
    case How::excludes:
      return std::none_of(lines.begin(), lines.end(), is_there);
  }
  return false;
}

}  // namespace

Evidence set(const Witness& witness, const Place& place, const sql::Set& claim) {
  const Track& track = witness.timeline.track(place.at.track);
  const catalog::Object* object = witness.attribution.live(place.at.track);
  if (object == nullptr) {
    if (track.may_end_behind(place.act, witness.premise)) {
      return witness.either(fmt::format("{} is dropped again later", witness.say(claim.element)),
                            place.act, place.at.track);
    }
    return {Standing::todo, fmt::format("{} is not there yet", witness.say(claim.element))};
  }
  std::vector<Difference> differences;
  for (const Write& write : track.writes) {
    if (write.act != place.act) continue;
    const bool overwritten =
        std::any_of(track.writes.begin(), track.writes.end(), [&](const Write& later) {
          return later.act > place.act && later.act < witness.premise.ran &&
                 later.attribute == write.attribute && later.how == How::equal;
        });
    if (overwritten) continue;
    const auto wanted = witness.shapes.value(write, claim.element);
    if (!wanted && witness.outdated(place.act)) continue;
    if (!wanted) {
      return {Standing::todo, fmt::format("{} cannot be compared: {}", write.attribute,
                                          witness.shapes.failure(place.act))};
    }
    const std::string_view actual = object->get(write.attribute);
    if (so(write.how, claim.element, write.attribute, *wanted, actual)) continue;
    const bool explained =
        std::any_of(track.writes.begin(), track.writes.end(), [&](const Write& later) {
          if (later.act <= place.act || later.attribute != write.attribute) return false;
          if (!witness.premise.reaches(later.act)) return false;
          const auto value = witness.shapes.value(later, claim.element);
          return value && so(later.how, claim.element, later.attribute, *value, actual);
        });
    if (explained) continue;
    differences.push_back({Difference::Kind::different, object->element, write.attribute, *wanted,
                           std::string(actual)});
  }
  if (!differences.empty() && witness.meddled(place.act, claim.element)) differences.clear();
  if (differences.empty()) {
    return {Standing::holds, fmt::format("{} is so already", witness.say(*object))};
  }
  return {Standing::todo, fmt::format("{} changes", witness.say(*object)), differences};
}

}  // namespace dunlin::plan::claims
