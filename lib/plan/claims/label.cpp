#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "catalog/attributes.h"
#include "plan/claims/claims.h"

namespace dunlin::plan::claims {

Evidence label(const Witness& witness, const Place& place, const sql::Label& claim) {
  const catalog::Object* object = witness.attribution.live(place.at.track);
  if (object == nullptr) {
    if (witness.timeline.track(place.at.track).may_end_behind(place.act, witness.premise) ||
        witness.meddled(place.act, claim.element)) {
      return {Standing::either,
              fmt::format("{} is dropped again later", witness.say(claim.element))};
    }
    return {Standing::todo, fmt::format("{} is not there", witness.say(claim.element))};
  }
  if (witness.attribution.moments(place.at.track).second < place.at.moment) {
    return {Standing::todo, fmt::format("{} is there", witness.say(*object))};
  }
  const catalog::Object* type = witness.live.find(object->element.owner());
  const std::string labels(type == nullptr ? "" : type->get("labels"));
  const std::vector<std::string_view> order = catalog::lines_of(labels);
  const auto at = [&](const std::string& name) {
    return std::find(order.begin(), order.end(), name);
  };
  const auto here = at(object->element.part);
  const bool wrong =
      (claim.before && at(*claim.before) != order.end() && at(*claim.before) < here) ||
      (claim.after && at(*claim.after) != order.end() && at(*claim.after) > here);
  if (wrong) {
    const std::string wanted = claim.before ? fmt::format("before '{}'", *claim.before)
                                            : fmt::format("after '{}'", *claim.after);
    return {Standing::drift,
            fmt::format("{} is there, in another place", witness.say(*object)),
            {{Difference::Kind::different, object->element, "position", wanted, labels}}};
  }
  return {claim.tolerant ? Standing::holds : Standing::done,
          fmt::format("{} is there", witness.say(*object))};
}

}  // namespace dunlin::plan::claims
