#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/alter_table.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

std::string name_of(const AlterInput& alter) { return std::string(alter.node["name"].text()); }

bool says(const AlterInput& alter, std::string_view part) {
  return alter.node["subtype"].text().find(part) != std::string_view::npos;
}

void set_one(const AlterInput& alter, std::string_view attribute, std::string value) {
  sets(alter.action, owner_of(alter), {{std::string(attribute), std::move(value)}});
}

}  // namespace

void alter_repeatable(const AlterInput& alter) {
  changes(alter.action, owner_of(alter));
  repeatable(alter.action);
}

void alter_owner(const AlterInput& alter) {
  const std::string role = role_of(alter.node["newowner"]);
  if (role.empty()) {
    alter_repeatable(alter);
  } else {
    set_one(alter, "owner", role);
  }
}

void alter_cluster_on(const AlterInput& alter) { set_one(alter, "clustered_on", name_of(alter)); }

void alter_drop_cluster(const AlterInput& alter) { set_one(alter, "clustered_on", ""); }

void alter_set_logged(const AlterInput& alter) {
  set_one(alter, "persistence", "");
  add_work(alter.action, Work::rewrite);
}

void alter_set_unlogged(const AlterInput& alter) {
  set_one(alter, "persistence", "unlogged");
  add_work(alter.action, Work::rewrite);
}

void alter_access_method(const AlterInput& alter) {
  set_one(alter, "access_method", name_of(alter));
  add_work(alter.action, Work::maybe_rewrite);
}

void alter_tablespace(const AlterInput& alter) {
  const std::string name = name_of(alter);
  set_one(alter, "tablespace", name == "pg_default" ? "" : name);
  add_work(alter.action, Work::maybe_rewrite);
}

void alter_options(const AlterInput& alter) {
  std::vector<std::string> set;
  for (const Node item : items(alter.node["def"])) {
    const Node definition = item.inside();
    if (definition["defnamespace"]) {  // of the TOAST table
      alter_repeatable(alter);
      return;
    }
    set.push_back(std::string(definition["defname"].text()) + "=" +
                  option_value(alter.input.text, definition));
  }
  sets(alter.action, owner_of(alter), {{"options", lines(set)}}, Set::How::includes);
}

void alter_generic_options(const AlterInput& alter) {
  // Adding an option that is there fails, and so does dropping one that is not.
  changes(alter.action, owner_of(alter));
  alter.action.claims.emplace_back(Once{});
}

void alter_trigger_or_rule(const AlterInput& alter) {
  const ElementKind kind = says(alter, "Rule") ? ElementKind::rule : ElementKind::trigger;
  const char* enabled = says(alter, "Disable")   ? "disabled"
                        : says(alter, "Always")  ? "always"
                        : says(alter, "Replica") ? "replica"
                                                 : "";
  sets(alter.action, part_of(kind, alter.table, name_of(alter)), {{"enabled", enabled}});
}

void alter_inherit(const AlterInput& alter) {
  const bool adds = says(alter, "Add");
  const Element parent = relation(alter.node["def"].inside());
  reads(alter.action, parent);
  add_lock(alter.action, adds ? LockMode::share_update_exclusive : LockMode::access_share, parent);
  sets(alter.action, alter.table, {{"inherits", printed(parent)}},
       adds ? Set::How::includes : Set::How::excludes);
}

void alter_of(const AlterInput& alter) {
  const Node type = alter.node["def"].inside();
  set_one(alter, "of_type",
          says(alter, "Drop") ? "" : printed(named(ElementKind::type, type["names"])));
}

void alter_replica_identity(const AlterInput& alter) {
  const Node identity = alter.node["def"].inside();
  const std::string_view type = identity["identity_type"].text();
  const std::string index(identity["name"].text());
  set_one(alter, "replica_identity",
          type == "i"   ? index
          : type == "f" ? "full"
          : type == "n" ? "nothing"
                        : "");
}

void alter_row_security(const AlterInput& alter) {
  const std::string_view subtype = alter.node["subtype"].text();
  const bool forced = says(alter, "Force");
  const bool on = subtype == "AT_EnableRowSecurity" || subtype == "AT_ForceRowSecurity";
  set_one(alter, forced ? "force_row_security" : "row_security", flag(on));
}

void alter_attach_partition(const AlterInput& alter) {
  const Node partition = alter.node["def"].inside();
  const Element child = relation(partition["name"]);
  reads(alter.action, alter.table);
  add_lock(alter.action, LockMode::access_exclusive, child);
  // An index is attached to an index without reading a row.
  if (partition["bound"]) add_work(alter.action, Work::scan);
  sets(alter.action, child, {{"partition_of", printed(alter.table)}});
  if (!partition["bound"]) return;
  Draft& draft = draw(alter);
  const Text& text = alter.input.text;
  add_name(draft, text.name(text.index_at(partition["name"].location())));
  std::get<Set>(alter.action.claims.back()).drawn = {"bound"};
}

void alter_detach_partition(const AlterInput& alter) {
  const Node partition = alter.node["def"].inside();
  const Element child = relation(partition["name"]);
  changes(alter.action, alter.table);
  add_lock(alter.action, LockMode::access_exclusive, child);
  if (partition["concurrent"].flag()) {
    for (Lock& lock : alter.action.locks) lock.mode = LockMode::share_update_exclusive;
  }
  sets(alter.action, child, {{"bound", ""}, {"partition_of", ""}});
}

}  // namespace dunlin::sql::postgres::kinds
