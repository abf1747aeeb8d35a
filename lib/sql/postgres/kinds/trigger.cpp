#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

void draw_on_table(const Input& input, Action& action, const Element& table, Node range_var) {
  Draft& draft = action.draft.emplace();
  draft.on = table;
  add_name(draft, input.text.name(input.text.index_at(range_var.location())));
}

}  // namespace

void read_create_trigger(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element table = relation(node["relation"]);
  const Element trigger =
      part_of(ElementKind::trigger, table, std::string(node["trigname"].text()));
  creates(action, trigger);
  reads(action, table);
  reads(action, named(ElementKind::function, node["funcname"]));
  for (const std::string& column : words(node["columns"])) {
    reads(action, part_of(ElementKind::column, table, column));
  }
  for (const std::string& column : columns_in(node["whenClause"])) {
    reads(action, part_of(ElementKind::column, table, column));
  }
  if (node["constrrel"]) reads(action, relation(node["constrrel"]));
  action.claims.emplace_back(Exists{trigger, {}, true, node["replace"].flag()});
  add_lock(action, LockMode::share_row_exclusive, table);
  draw_on_table(input, action, table, node["relation"]);
}

void read_create_rule(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element table = relation(node["relation"]);
  const Element rule = part_of(ElementKind::rule, table, std::string(node["rulename"].text()));
  creates(action, rule);
  reads(action, table);
  Action inside;
  read_query(inside, node["actions"]);
  for (const Effect& effect : inside.effects) reads(action, effect.element);
  action.claims.emplace_back(Exists{rule, {}, true, node["replace"].flag()});
  add_lock(action, LockMode::access_exclusive, table);
  draw_on_table(input, action, table, node["relation"]);
}

void read_create_policy(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element table = relation(node["table"]);
  const Element policy =
      part_of(ElementKind::policy, table, std::string(node["policy_name"].text()));
  creates(action, policy);
  reads(action, table);
  read_expression(action, node["qual"], table);
  read_expression(action, node["with_check"], table);
  action.claims.emplace_back(Exists{policy, {}, true});
  add_lock(action, LockMode::access_exclusive, table);
  draw_on_table(input, action, table, node["table"]);
}

void read_alter_policy(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element table = relation(node["table"]);
  Set set{part_of(ElementKind::policy, table, std::string(node["policy_name"].text()))};
  changes(action, set.element);
  read_expression(action, node["qual"], table);
  read_expression(action, node["with_check"], table);
  if (node["with_check"]) set.drawn.emplace_back("check");
  if (node["roles"]) set.drawn.emplace_back("roles");
  if (node["qual"]) set.drawn.emplace_back("using");
  action.claims.emplace_back(std::move(set));
  add_lock(action, LockMode::access_exclusive, table);
  draw_on_table(input, action, table, node["table"]);
}

void read_create_event_trigger(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element trigger{ElementKind::event_trigger, {}, std::string(node["trigname"].text()), {}};
  const Element function = named(ElementKind::function, node["funcname"]);
  creates(action, trigger);
  reads(action, function);
  Exists exists{trigger};
  put(exists.stated, "event", std::string(node["eventname"].text()));
  put(exists.stated, "function", printed(function));
  if (const Node tags = option(node["whenclause"], "tag")) {
    put(exists.stated, "tags", lines(words(tags["arg"])));
  }
  exists.full = true;
  action.claims.emplace_back(std::move(exists));
}

void read_alter_event_trigger(const Input& input) {
  Action& action = whole_action(input);
  const Element trigger{
      ElementKind::event_trigger, {}, std::string(input.node["trigname"].text()), {}};
  const std::string_view state = input.node["tgenabled"].text();
  sets(action, trigger,
       {{"enabled", state == "D"   ? "disabled"
                    : state == "R" ? "replica"
                    : state == "A" ? "always"
                                   : ""}});
}

}  // namespace dunlin::sql::postgres::kinds
