#include "plan/settling.h"

#include <algorithm>

#include "catalog/attributes.h"

namespace dunlin::plan {

namespace {

using catalog::Object;

bool differ_in_an_expression(const Object& a, const Object& b) {
  for (const catalog::AttributeRule& rule : catalog::attribute_rules()) {
    if (rule.kind != a.element.kind || rule.compare != catalog::Compare::expression) continue;
    const std::string_view one = a.get(rule.name);
    const std::string_view other = b.get(rule.name);
    if (one != other && !one.empty() && !other.empty()) return true;
  }
  return false;
}

// Every drawn object in dispute, with the live one, in an order that depends on the values alone.
template <class Visit>
void visit_disputes(const catalog::Catalog& live, const std::vector<catalog::Drawing>& drawings,
                    Visit visit) {
  for (std::size_t d = 0; d < drawings.size(); ++d) {
    for (std::size_t f = 0; f < drawings[d].size(); ++f) {
      for (const auto& [element, drawn] : drawings[d][f].objects.all()) {
        const Object* object = live.find(element);
        if (object != nullptr && differ_in_an_expression(drawn, *object)) {
          visit(d, f, drawn, *object);
        }
      }
    }
  }
}

}  // namespace

std::vector<Object> disputed(const catalog::Catalog& live,
                             const std::vector<catalog::Drawing>& drawings) {
  std::vector<Object> pairs;
  visit_disputes(live, drawings,
                 [&](std::size_t, std::size_t, const Object& drawn, const Object& object) {
                   pairs.push_back(drawn);
                   pairs.push_back(object);
                 });
  return pairs;
}

void settle(const std::vector<Object>& settled, catalog::Catalog& live,
            std::vector<catalog::Drawing>& drawings) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  visit_disputes(live, drawings, [&](std::size_t d, std::size_t f, const Object&, const Object&) {
    places.emplace_back(d, f);
  });
  for (std::size_t i = 0; i < places.size() && 2 * i + 1 < settled.size(); ++i) {
    drawings[places[i].first][places[i].second].objects.add(settled[2 * i]);
    live.add(settled[2 * i + 1]);
  }
}

}  // namespace dunlin::plan
