#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/kinds/reads.h"

namespace dunlin::sql::sqlite {

namespace {

// DROP x [IF EXISTS] name, and nothing behind it.
bool read_drop(Reading words, const char* what, Facts& facts) {
  if (!words.eat("drop", what)) return false;
  Gone gone;
  gone.tolerant = words.if_exists();
  const auto name = words.qualified_name();
  if (!name || !words.done()) return false;
  gone.element = words.relation(*name);
  Action& action = facts.actions.front();
  action.effects.push_back({Access::drop, gone.element});
  action.claims.emplace_back(std::move(gone));
  return true;
}

}  // namespace

bool read_drop_table(Reading words, Facts& facts) {
  facts.actions.front().loses_data = true;
  return read_drop(words, "table", facts);
}

bool read_drop_index(Reading words, Facts& facts) { return read_drop(words, "index", facts); }

bool read_drop_view(Reading words, Facts& facts) { return read_drop(words, "view", facts); }

bool read_drop_trigger(Reading words, Facts& facts) {
  if (!read_drop(words, "trigger", facts)) return false;
  Action& action = facts.actions.front();
  Element& element = std::get<Gone>(action.claims.front()).element;
  element.kind = ElementKind::trigger;
  std::swap(element.part, element.name);  // its table is not named
  action.effects.front().element = element;
  return true;
}

}  // namespace dunlin::sql::sqlite
