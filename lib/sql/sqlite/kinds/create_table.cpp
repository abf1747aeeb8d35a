#include "sql/sqlite/kinds/column.h"
#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/kinds/made.h"
#include "sql/sqlite/kinds/reads.h"

namespace dunlin::sql::sqlite {

namespace {

struct Options {
  bool without_rowid = false;
  bool strict = false;
};

// What is in the parentheses: columns, then constraints, between which commas may be left out.
bool read_inside(Reading& words, TableText& table) {
  if (!words.eat_symbol("(")) return false;
  bool constraints = false;
  while (!words.eat_symbol(")")) {
    constraints = constraints || words.at("constraint") || words.at("primary") ||
                  words.at("unique") || words.at("check") || words.at("foreign");
    if (!(constraints ? table.read_constraint(words) : table.read_column(words))) return false;
    words.eat_symbol(",");
  }
  return true;
}

bool read_options(Reading& words, Options& options) {
  while (!words.done()) {
    if (words.eat("without")) {
      if (!words.eat("rowid")) return false;
      options.without_rowid = true;
    } else if (words.eat("strict")) {
      options.strict = true;
    } else {
      return false;
    }
    words.eat_symbol(",");
  }
  return true;
}

}  // namespace

bool read_create_table(Reading words, Facts& facts) {
  if (!words.eat("create")) return false;
  const bool temporary = words.eat("temp") || words.eat("temporary");
  if (!words.eat("table")) return false;
  Exists exists;
  exists.tolerant = words.if_not_exists();
  const auto name = words.qualified_name();
  if (!name) return false;
  exists.element = words.relation(*name, temporary ? "temp" : words.home());
  const Element& table = exists.element;
  state(exists.stated, "kind", "table");
  if (table.schema == "temp") state(exists.stated, "persistence", "temporary");

  Action& action = facts.actions.front();
  action.effects.push_back({Access::create, table});
  if (words.eat("as")) {
    add_reads(words, action.effects);
    claim_made(words, action, std::move(exists));
    return true;
  }
  TableText inside(table, words.home());
  Options options;
  if (!read_inside(words, inside) || !read_options(words, options)) return false;
  inside.settle_not_null(options.without_rowid, options.strict);
  state(exists.stated, "without_rowid", options.without_rowid);
  state(exists.stated, "strict", options.strict);
  for (const Element& other : inside.referenced()) add_effect(action.effects, Access::read, other);
  const bool temporary_table = is_temporary(words, table);
  claim_made(words, action, std::move(exists));
  if (temporary_table) return true;
  for (Claim& claim : inside.claims()) action.claims.push_back(std::move(claim));
  return true;
}

}  // namespace dunlin::sql::sqlite
