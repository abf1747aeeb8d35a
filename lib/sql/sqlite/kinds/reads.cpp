#include "sql/sqlite/kinds/reads.h"

#include <algorithm>
#include <set>
#include <utility>

#include "sql/sqlite/name.h"

namespace dunlin::sql::sqlite {

namespace {

/// Follows queries by their parentheses and knows where the name of a table is due.
class Scan {
 public:
  Scan(const Reading& words, std::vector<Effect>& effects) : words_(words), effects_(effects) {}

  void run() {
    while (!words_.done()) {
      if (level().due != Due::nothing && can_name(words_.token())) {
        take_name();
      } else {
        take_token();
      }
    }
  }

 private:
  enum class Due { nothing, table, expression };  // expression: the name of a common table one
  enum class List { none, tables, expressions };  // what the next comma leads to

  struct Level {
    Due due = Due::nothing;
    List list = List::none;
  };

  Level& level() { return levels_.back(); }

  void take_name() {
    const Due due = std::exchange(level().due, Due::nothing);
    if (due == Due::expression && words_.eat("recursive")) {
      level().due = Due::expression;
      return;
    }
    const auto name = words_.qualified_name();
    if (!name) return;
    if (due == Due::expression) {
      expressions_.insert(name->name);
    } else if (!words_.at_symbol("(") &&  // that would be a function
               !(name->schema.empty() && expressions_.contains(name->name))) {
      add_effect(effects_, Access::read, words_.relation(*name));
    }
  }

  void take_token() {
    const bool distinct = std::exchange(distinct_, words_.at("distinct"));
    if (words_.at_symbol("(")) {
      // FROM (a JOIN b), or a query.
      const Due due = std::exchange(level().due, Due::nothing);
      levels_.push_back({due, due == Due::table ? List::tables : List::none});
    } else if (words_.at_symbol(")")) {
      if (levels_.size() > 1) levels_.pop_back();
    } else if (words_.at_symbol(",")) {
      if (level().list == List::tables) level().due = Due::table;
      if (level().list == List::expressions) level().due = Due::expression;
    } else if (words_.token().kind == TokenKind::semicolon) {
      level() = {};
    } else if (words_.token().kind == TokenKind::word) {
      take_word(distinct);
    }
    words_.step();
  }

  void take_word(bool distinct) {
    if (words_.at("from")) {
      if (!distinct) level() = {Due::table, List::tables};  // IS DISTINCT FROM
    } else if (words_.at("join")) {
      level().due = Due::table;
    } else if (words_.at("with")) {
      level() = {Due::expression, List::expressions};
    } else if (words_.at("into")) {
      level() = {Due::table, List::none};
    } else if (words_.at("update")) {
      take_update();
    } else if (ends_list()) {
      level() = {};
    }
  }

  // UPDATE [OR x] table, but not UPDATE OF, DO UPDATE SET and the like.
  void take_update() {
    level() = {};
    Reading ahead = words_;
    ahead.step();
    if (ahead.eat("or")) ahead.step();
    if (ahead.at("of") || ahead.at("set") || ahead.at("on") || ahead.done()) return;
    level().due = Due::table;
    Reading before = words_;
    before.step();
    if (before.at("or")) {
      words_.step();
      words_.step();
    }
  }

  bool ends_list() const {
    for (const char* word : {"select", "values", "where", "group", "order", "having", "limit",
                             "window", "union", "except", "intersect", "set", "returning"}) {
      if (words_.at(word)) return true;
    }
    return false;
  }

  Reading words_;
  std::vector<Effect>& effects_;
  std::vector<Level> levels_ = {{}};
  std::set<std::string> expressions_;
  bool distinct_ = false;  // the last token was DISTINCT
};

}  // namespace

void add_effect(std::vector<Effect>& effects, Access access, Element element) {
  const bool there = std::any_of(effects.begin(), effects.end(), [&](const Effect& effect) {
    if (access != Access::read) return effect.access == access && effect.element == element;
    const bool changes_part = effect.access == Access::change && effect.element.owner() == element;
    return effect.element == element || changes_part;
  });
  if (!there) effects.push_back({access, std::move(element)});
}

void add_reads(const Reading& words, std::vector<Effect>& effects) { Scan(words, effects).run(); }

}  // namespace dunlin::sql::sqlite
