#include "sql/sqlite/canonical.h"
#include "sql/sqlite/kinds/column.h"
#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/kinds/made.h"
#include "sql/sqlite/kinds/reads.h"

namespace dunlin::sql::sqlite {

namespace {

// The columns that differ from row to row, where the index says no more than that.
std::optional<Demand> demand_of(const std::vector<std::string_view>& keys) {
  Demand demand{Demand::Kind::distinct};
  for (const std::string_view key : keys) {
    Reading words(key, {});
    auto name = words.name();
    if (!name || !(words.done() || words.eat("asc") || words.eat("desc")) || !words.done()) {
      return std::nullopt;
    }
    demand.columns.push_back(std::move(*name));
  }
  return demand;
}

// The columns that are keys by themselves.
void add_columns(const std::vector<std::string_view>& keys, const Element& table,
                 std::vector<Effect>& effects) {
  for (const std::string_view key : keys) {
    Reading words(key, {});
    auto name = words.name();
    if (!name || words.at_symbol("(") || words.at_symbol(".")) continue;
    add_effect(effects, Access::read, {ElementKind::column, table.schema, table.name, *name});
  }
}

}  // namespace

bool read_create_index(Reading words, Facts& facts) {
  if (!words.eat("create")) return false;
  const bool unique = words.eat("unique");
  if (!words.eat("index")) return false;
  Exists exists;
  exists.tolerant = words.if_not_exists();
  const auto name = words.qualified_name();
  if (!name || !words.eat("on")) return false;
  const auto table_name = words.name();
  const auto keys = table_name ? words.list() : std::nullopt;
  if (!keys) return false;
  state(exists.stated, "kind", "index");
  state(exists.stated, "unique", unique);
  state(exists.stated, "table", full_name({name->schema, *table_name}, words.home()));
  std::vector<std::string> key_lines;
  for (const std::string_view key : *keys) key_lines.push_back(key_line(key));
  state(exists.stated, "keys", lines(key_lines));
  const bool partial = words.at("where");
  if (words.eat("where")) {
    state(exists.stated, "predicate", canonical(words.rest()));
  } else if (!words.done()) {
    return false;
  }
  exists.element = words.relation(*name);

  Action& action = facts.actions.front();
  action.work = Work::build;
  if (unique && !partial) {
    if (auto demand = demand_of(*keys)) action.demands.push_back(std::move(*demand));
  }
  action.effects.push_back({Access::create, exists.element});
  const Element table = words.relation({name->schema, *table_name});
  action.effects.push_back({Access::read, table});
  add_columns(*keys, table, action.effects);
  claim_made(words, action, std::move(exists));
  return true;
}

}  // namespace dunlin::sql::sqlite
