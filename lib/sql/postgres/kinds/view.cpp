#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// A materialized view cannot be temporary. What it shows is drawn as a plain view, without what
// only the other has.
void draw_as_view(const Input& input, Action& action, std::size_t name) {
  Draft& draft = action.draft.emplace();
  const Text& text = input.text;
  add_name(draft, text.name(name));
  cut_words(draft, text, 1, {"materialized"});
  cut_words(draft, text, 3, {"if", "not", "exists"});
  std::size_t options = text.behind_name(name);
  if (text.at_symbol(options, "(")) options = text.closing(options) + 1;  // its columns
  const std::size_t as = text.find({"as"}, options);
  if (as > options) add_cut(draft, text.range(options, as));
  const std::size_t count = text.count();
  if (count > 3) cut_words(draft, text, count - 3, {"with", "no", "data"});
  if (count > 2) cut_words(draft, text, count - 2, {"with", "data"});
}

}  // namespace

void read_create_view(const Input& input) {
  Action& action = whole_action(input);
  const Node range_var = input.node["view"];
  const Element view = relation(range_var);
  creates(action, view);
  const bool replaces = input.node["replace"].flag();
  if (replaces) add_lock(action, LockMode::access_exclusive, view);
  Exists exists{view, {{"kind", "view"}}, true, replaces};
  action.claims.emplace_back(exists);
  read_query(action, input.node["query"]);
  if (is_temporary(range_var)) {
    action.claims = {Repeatable{}};
    return;
  }
  Draft& draft = action.draft.emplace();
  add_name(draft, input.text.name(input.text.index_at(range_var.location())));
}

void read_create_materialized_view(const Input& input) {
  Action& action = whole_action(input);
  const Node into = input.node["into"];
  const Element view = relation(into["rel"]);
  creates(action, view);
  Exists exists{view, {{"kind", "materialized view"}}, true};
  exists.tolerant = input.node["if_not_exists"].flag();
  action.claims.emplace_back(exists);
  read_query(action, input.node["query"]);
  draw_as_view(input, action, input.text.index_at(into["rel"].location()));
}

void read_refresh(const Input& input) {
  Action& action = whole_action(input);
  const Element view = relation(input.node["relation"]);
  changes(action, view);
  add_lock(action,
           input.node["concurrent"].flag() ? LockMode::exclusive : LockMode::access_exclusive,
           view);
  action.work = Work::rewrite;
  repeatable(action);
}

}  // namespace dunlin::sql::postgres::kinds
