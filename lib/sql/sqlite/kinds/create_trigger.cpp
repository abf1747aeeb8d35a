#include "sql/sqlite/canonical.h"
#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/kinds/made.h"
#include "sql/sqlite/kinds/reads.h"
#include "sql/sqlite/name.h"

namespace dunlin::sql::sqlite {

namespace {

// BEFORE is what SQLite takes when nothing is said.
std::string read_time(Reading& words) {
  if (words.eat("after")) return "after";
  if (words.eat("instead")) return words.eat("of") ? "instead of" : "";
  words.eat("before");
  return "before";
}

// INSERT, DELETE, UPDATE or UPDATE OF a, b.
std::string read_event(Reading& words) {
  if (words.eat("insert")) return "insert";
  if (words.eat("delete")) return "delete";
  if (!words.eat("update")) return "";
  if (!words.eat("of")) return "update";
  std::string event = "update of ";
  for (bool first = true; first || words.eat_symbol(","); first = false) {
    const auto column = words.name();
    if (!column) return "";
    if (!first) event += ", ";
    event += spelled(*column);
  }
  return event;
}

}  // namespace

// The definition leaves out what the element says, and FOR EACH ROW, which all triggers are.
bool read_create_trigger(Reading words, Facts& facts) {
  if (!words.eat("create")) return false;
  const bool temporary = words.eat("temp") || words.eat("temporary");
  if (!words.eat("trigger")) return false;
  Exists exists;
  exists.tolerant = words.if_not_exists();
  const auto name = words.qualified_name();
  if (!name) return false;
  const std::string time = read_time(words);
  const std::string event = read_event(words);
  if (time.empty() || event.empty() || !words.eat("on")) return false;
  const auto table_name = words.qualified_name();
  if (!table_name) return false;
  if (words.eat("for") && !words.eat("each", "row")) return false;
  const std::string body = canonical(words.rest());
  if (!(words.at("when") || words.at("begin")) || !body.ends_with(" end")) return false;
  state(exists.stated, "definition", time + " " + event + " " + body);
  const Name own{name->schema.empty() && temporary ? "temp" : name->schema, table_name->name};
  exists.element = words.relation(own);
  exists.element.kind = ElementKind::trigger;
  exists.element.part = name->name;

  Action& action = facts.actions.front();
  action.effects.push_back({Access::create, exists.element});
  add_effect(action.effects, Access::read,
             words.relation({table_name->schema.empty() ? name->schema : table_name->schema,
                             table_name->name}));
  add_reads(words, action.effects);
  claim_made(words, action, std::move(exists));
  return true;
}

}  // namespace dunlin::sql::sqlite
