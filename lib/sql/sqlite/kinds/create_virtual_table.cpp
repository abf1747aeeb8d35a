#include "sql/sqlite/canonical.h"
#include "sql/sqlite/kinds/kind.h"

namespace dunlin::sql::sqlite {

bool read_create_virtual_table(Reading words, Facts& facts) {
  if (!words.eat("create", "virtual", "table")) return false;
  Exists exists;
  exists.tolerant = words.if_not_exists();
  const auto name = words.qualified_name();
  if (!name || !words.at("using")) return false;
  exists.element = words.relation(*name);
  state(exists.stated, "kind", "virtual table");
  // What stands in the parentheses is the module's business: tokens are all there is to compare.
  state(exists.stated, "definition", canonical(words.rest()));

  Action& action = facts.actions.front();
  action.effects.push_back({Access::create, exists.element});
  action.claims.emplace_back(std::move(exists));
  return true;
}

}  // namespace dunlin::sql::sqlite
