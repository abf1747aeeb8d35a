#include "sql/postgres/chosen_names.h"
#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

void read_create_statistics(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Node range_var = *node["relations"].begin();
  const Element table = relation(range_var.inside());
  const Element statistics = named(ElementKind::statistics, node["defnames"]);
  creates(action, statistics);
  reads(action, table);
  for (const Node item : node["exprs"]) {
    const std::string_view column = item.inside()["name"].text();
    if (!column.empty()) reads(action, part_of(ElementKind::column, table, std::string(column)));
    read_expression(action, item.inside()["expr"], table);
  }
  Exists exists{statistics, {}, true};
  exists.tolerant = node["if_not_exists"].flag();
  action.claims.emplace_back(std::move(exists));
  add_lock(action, LockMode::share_update_exclusive, table);
  const Text& text = input.text;
  Draft& draft = action.draft.emplace();
  draft.on = table;
  std::size_t name = 2;
  text.eat(name, {"if", "not", "exists"});
  add_name(draft, text.name(name));
  add_name(draft, text.name(text.index_at(range_var.inside().location())));
}

void read_alter_statistics(const Input& input) {
  Action& action = whole_action(input);
  const Element statistics = named(ElementKind::statistics, input.node["defnames"]);
  const Text& text = input.text;
  const std::string target = text.count() == 0 ? "" : number_at(text, text.count() - 1);
  sets(action, statistics, {{"target", target.starts_with('-') ? "" : target}});
}

}  // namespace dunlin::sql::postgres::kinds
