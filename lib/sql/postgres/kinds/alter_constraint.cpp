#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/alter_table.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

Element constraint_of(const AlterInput& alter) {
  return part_of(ElementKind::constraint, alter.table, std::string(alter.node["name"].text()));
}

}  // namespace

void alter_add_constraint(const AlterInput& alter) {
  const Node constraint = alter.node["def"].inside();
  const bool foreign = constraint["contype"].text() == "CONSTR_FOREIGN";
  const bool by_index = !constraint["indexname"].text().empty();
  if (!foreign && !by_index) draw(alter);
  TableParts parts{alter.input, alter.action, alter.table};
  parts.names = alter.names;
  add_constraint(parts, constraint, {});
  alter.names = parts.names;
  alter.action.claims.insert(alter.action.claims.end(), parts.later.begin(), parts.later.end());
  // A foreign key lets others read: it takes the same lock on both tables.
  if (foreign) {
    for (Lock& lock : alter.action.locks) lock.mode = LockMode::share_row_exclusive;
  }
  if (alter.action.claims.empty()) once(alter.input, alter.action);
}

void alter_drop_constraint(const AlterInput& alter) {
  const Element constraint = constraint_of(alter);
  drops(alter.action, constraint);
  const bool cascades = alter.node["behavior"].text() == "DROP_CASCADE";
  alter.action.claims.emplace_back(
      Gone{constraint, alter.node["missing_ok"].flag() || alter.tolerant, cascades});
}

void alter_constraint(const AlterInput& alter) {
  const Node change = alter.node["def"].inside();
  Element constraint = constraint_of(alter);
  constraint.part = std::string(change["conname"].text());
  sets(alter.action, constraint,
       {{"deferrable", flag(change["deferrable"].flag() || change["initdeferred"].flag())},
        {"deferred", flag(change["initdeferred"].flag())}});
}

void alter_validate_constraint(const AlterInput& alter) {
  const Element constraint = constraint_of(alter);
  changes(alter.action, constraint);
  alter.action.claims.emplace_back(Valid{constraint});
  add_work(alter.action, Work::scan);
}

}  // namespace dunlin::sql::postgres::kinds
