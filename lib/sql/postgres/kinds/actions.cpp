#include "sql/postgres/kinds/actions.h"

#include <algorithm>

namespace dunlin::sql::postgres::kinds {

Action& whole_action(const Input& input) {
  Action& action = input.facts.actions.emplace_back();
  action.text = input.text.whole();
  return action;
}

void add_effect(Action& action, Access access, const Element& element, const Element& to) {
  if (element.name.empty()) return;
  const Effect effect{access, element, to};
  const bool there =
      std::find(action.effects.begin(), action.effects.end(), effect) != action.effects.end();
  if (!there) action.effects.push_back(effect);
}

void add_lock(Action& action, LockMode mode, const Element& relation) {
  const auto there = std::find_if(action.locks.begin(), action.locks.end(),
                                  [&](const Lock& lock) { return lock.relation == relation; });
  if (there == action.locks.end()) {
    action.locks.push_back({mode, relation});
  } else {
    there->mode = std::max(there->mode, mode);
  }
}

void put(Attributes& attributes, std::string_view name, std::string value) {
  const auto at =
      std::lower_bound(attributes.begin(), attributes.end(), name,
                       [](const auto& a, std::string_view b) { return a.first.str() < b; });
  if (at != attributes.end() && at->first == name) {
    at->second = std::move(value);
  } else {
    attributes.emplace(at, name, std::move(value));
  }
}

void sets(Action& action, const Element& element, Attributes wanted, Set::How how) {
  changes(action, element);
  Set set{element};
  for (auto& [name, value] : wanted) put(set.wanted, name, std::move(value));
  set.how = how;
  action.claims.emplace_back(std::move(set));
}

void repeatable(Action& action) { action.claims.emplace_back(Repeatable{}); }

void of_session(Action& action) { action.claims.emplace_back(Repeatable{true}); }

void once(const Input& input, Action& action) {
  input.facts.opaque = true;
  action.claims.emplace_back(Once{});
}

namespace {

void add_range(std::vector<Range>& ranges, Range range) {
  if (range.begin >= range.end) return;
  const auto at = std::lower_bound(ranges.begin(), ranges.end(), range,
                                   [](Range a, Range b) { return a.begin < b.begin; });
  ranges.insert(at, range);
}

}  // namespace

void add_name(Draft& draft, Range name) { add_range(draft.names, name); }

void add_cut(Draft& draft, Range cut) { add_range(draft.cuts, cut); }

void cut_item(Draft& draft, const Text& text, std::size_t index) {
  const std::size_t end = text.item_end(index);
  Range cut = text.range(index, end);
  const bool comma_before = index > 0 && text.at_symbol(index - 1, ",");
  // The comma before may have gone with the item before.
  const bool gone = std::any_of(draft.cuts.begin(), draft.cuts.end(), [&](const Range& other) {
    return comma_before && other.begin < text[index - 1].end() &&
           text[index - 1].end() <= other.end;
  });
  if (comma_before && !gone) {
    cut.begin = text[index - 1].begin;
  } else if (text.at_symbol(end, ",")) {
    cut.end = text[end].end();
  }
  add_cut(draft, cut);
}

void cut_words(Draft& draft, const Text& text, std::size_t index,
               std::initializer_list<std::string_view> words) {
  const std::size_t first = index;
  if (text.eat(index, words)) add_cut(draft, text.range(first, index));
}

}  // namespace dunlin::sql::postgres::kinds
