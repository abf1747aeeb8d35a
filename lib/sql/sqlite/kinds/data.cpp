// Statements on rows. Only the ledger knows whether one of them ran.

#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/kinds/reads.h"

namespace dunlin::sql::sqlite {

namespace {

// Steps over the common table expressions in front of a statement.
void skip_with(Reading& words) {
  if (!words.at("with")) return;
  while (!words.done() && !words.at("insert") && !words.at("replace") && !words.at("update") &&
         !words.at("delete") && !words.at("select") && !words.at("values")) {
    if (!words.at_symbol("(")) {
      words.step();
    } else if (!words.parenthesised()) {
      return;
    }
  }
}

// OR REPLACE and the like.
void skip_conflict(Reading& words) {
  if (words.eat("or")) words.step();
}

void finish(const Reading& all, const Element& table, Facts& facts) {
  Action& action = facts.actions.front();
  if (action.effects.empty()) action.effects.push_back({Access::change, table});
  add_reads(all, action.effects);
  action.claims.emplace_back(Once{});
  facts.opaque = true;
}

void add_change(const Element& table, std::string column, Facts& facts) {
  add_effect(facts.actions.front().effects, Access::change,
             {ElementKind::column, table.schema, table.name, std::move(column)});
}

// SET a = …, (b, c) = …
void add_set_columns(Reading words, const Element& table, Facts& facts) {
  do {
    if (words.at_symbol("(")) {
      for (std::string& column : words.names().value_or(std::vector<std::string>())) {
        add_change(table, std::move(column), facts);
      }
    } else if (auto column = words.name()) {
      add_change(table, std::move(*column), facts);
    }
    while (!words.done() && !words.at_symbol(",") && !words.at("from") && !words.at("where") &&
           !words.at("returning") && !words.at("order") && !words.at("limit")) {
      if (!words.at_symbol("(")) {
        const bool distinct = words.at("distinct");
        words.step();
        if (distinct) words.eat("from");
      } else if (!words.parenthesised()) {
        return;
      }
    }
  } while (words.eat_symbol(","));
}

}  // namespace

bool read_insert(Reading words, Facts& facts) {
  const Reading all = words;
  skip_with(words);
  if (words.eat("insert")) {
    skip_conflict(words);
  } else if (!words.eat("replace")) {
    return false;
  }
  if (!words.eat("into")) return false;
  const auto name = words.qualified_name();
  if (!name) return false;
  if (words.eat("as") && !words.name()) return false;
  const Element table = words.relation(*name);
  if (words.at_symbol("(")) {
    auto columns = words.names();
    if (!columns) return false;
    for (std::string& column : *columns) add_change(table, std::move(column), facts);
  }
  if (words.done()) return false;
  finish(all, table, facts);
  return true;
}

bool read_update(Reading words, Facts& facts) {
  const Reading all = words;
  skip_with(words);
  if (!words.eat("update")) return false;
  skip_conflict(words);
  const auto name = words.qualified_name();
  if (!name || !words.seek("set")) return false;
  words.step();
  const Element table = words.relation(*name);
  add_set_columns(words, table, facts);
  finish(all, table, facts);
  return true;
}

bool read_delete(Reading words, Facts& facts) {
  const Reading all = words;
  skip_with(words);
  if (!words.eat("delete", "from")) return false;
  const auto name = words.qualified_name();
  if (!name) return false;
  facts.actions.front().loses_data = true;
  finish(all, words.relation(*name), facts);
  return true;
}

}  // namespace dunlin::sql::sqlite
