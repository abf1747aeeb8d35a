#include <fmt/format.h>

#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

Evidence valid(const Witness& witness, const Place& place, const sql::Valid& claim) {
  const catalog::Object* object = witness.attribution.live(place.at.track);
  if (object == nullptr) {
    return {Standing::todo, fmt::format("{} is not there yet", witness.say(claim.element))};
  }
  if (object->get("not_valid").empty()) {
    return {Standing::holds, fmt::format("{} is valid already", witness.say(*object))};
  }
  return {Standing::todo, fmt::format("{} is not validated", witness.say(*object))};
}

}  // namespace dunlin::plan::claims
