#include "sql/sqlite/kinds/column.h"
#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/kinds/reads.h"

namespace dunlin::sql::sqlite {

namespace {

// ALTER TABLE name.
std::optional<Element> read_table(Reading& words) {
  if (!words.eat("alter", "table")) return std::nullopt;
  const auto name = words.qualified_name();
  if (!name) return std::nullopt;
  return words.relation(*name);
}

Element column_of(const Element& table, std::string name) {
  return {ElementKind::column, table.schema, table.name, std::move(name)};
}

void add_rename(Element from, Element to, Facts& facts) {
  Action& action = facts.actions.front();
  action.effects.push_back({Access::rename, from, to});
  Renamed renamed;
  renamed.from = std::move(from);
  renamed.to = std::move(to);
  action.claims.emplace_back(std::move(renamed));
}

}  // namespace

bool read_rename_table(Reading words, Facts& facts) {
  const auto table = read_table(words);
  if (!table || !words.eat("rename", "to")) return false;
  auto to = words.name();
  if (!to || !words.done()) return false;
  add_rename(*table, {ElementKind::relation, table->schema, std::move(*to), ""}, facts);
  return true;
}

bool read_rename_column(Reading words, Facts& facts) {
  const auto table = read_table(words);
  if (!table || !words.eat("rename")) return false;
  words.eat("column");
  auto from = words.name();
  if (!from || !words.eat("to")) return false;
  auto to = words.name();
  if (!to || !words.done()) return false;
  add_rename(column_of(*table, std::move(*from)), column_of(*table, std::move(*to)), facts);
  return true;
}

bool read_add_column(Reading words, Facts& facts) {
  const auto table = read_table(words);
  if (!table || !words.eat("add")) return false;
  words.eat("column");
  TableText added(*table, words.home());
  if (!added.read_column(words) || !words.done()) return false;
  Action& action = facts.actions.front();
  action.work = added.checks_rows() ? Work::scan : Work::none;
  if (added.needs_no_rows()) {
    action.demands.push_back({Demand::Kind::no_rows, {added.last_column()}});
  }
  action.claims = added.claims();
  action.effects.push_back({Access::create, column_of(*table, added.last_column())});
  for (const Element& other : added.referenced()) add_effect(action.effects, Access::read, other);
  return true;
}

bool read_drop_column(Reading words, Facts& facts) {
  const auto table = read_table(words);
  if (!table || !words.eat("drop")) return false;
  words.eat("column");
  auto name = words.name();
  if (!name || !words.done()) return false;
  Gone gone;
  gone.element = column_of(*table, std::move(*name));
  Action& action = facts.actions.front();
  action.work = Work::rewrite;
  action.loses_data = true;
  action.effects.push_back({Access::drop, gone.element});
  action.claims.emplace_back(std::move(gone));
  return true;
}

}  // namespace dunlin::sql::sqlite
