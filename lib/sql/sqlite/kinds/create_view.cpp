#include "sql/sqlite/canonical.h"
#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/kinds/made.h"
#include "sql/sqlite/kinds/reads.h"

namespace dunlin::sql::sqlite {

bool read_create_view(Reading words, Facts& facts) {
  if (!words.eat("create")) return false;
  const bool temporary = words.eat("temp") || words.eat("temporary");
  if (!words.eat("view")) return false;
  Exists exists;
  exists.tolerant = words.if_not_exists();
  const auto name = words.qualified_name();
  if (!name || !(words.at("as") || words.at_symbol("("))) return false;
  exists.element = words.relation(*name, temporary ? "temp" : words.home());
  state(exists.stated, "kind", "view");
  if (exists.element.schema == "temp") state(exists.stated, "persistence", "temporary");
  state(exists.stated, "definition", canonical(words.rest()));

  Action& action = facts.actions.front();
  action.effects.push_back({Access::create, exists.element});
  add_reads(words, action.effects);
  claim_made(words, action, std::move(exists));
  return true;
}

}  // namespace dunlin::sql::sqlite
