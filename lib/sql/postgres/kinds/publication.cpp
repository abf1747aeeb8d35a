#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// `insert, update` as a line each.
std::string operations_in(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view one = text.substr(0, comma);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (!one.empty()) all.emplace_back(one);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return lines(all);
}

// The tables that the text names. Those of a schema are not known.
std::vector<std::string> tables_in(Action& action, Node objects, bool& all_named) {
  std::vector<std::string> tables;
  for (const Node item : objects) {
    const Node object = item.inside();
    const Node table = object["pubtable"];
    if (!table) {
      if (const std::string_view schema = object["name"].text(); !schema.empty()) {
        reads(action, {ElementKind::schema, {}, std::string(schema), {}});
      }
      all_named = false;
      continue;
    }
    const Element element = relation(table["relation"]);
    reads(action, element);
    add_lock(action, LockMode::share_update_exclusive, element);
    tables.push_back(printed(element));
    // What is chosen of its rows or columns, only the database can spell.
    if (table["whereClause"] || table["columns"]) all_named = false;
  }
  return tables;
}

}  // namespace

void read_create_publication(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element publication{ElementKind::publication, {}, std::string(node["pubname"].text()), {}};
  creates(action, publication);
  Exists exists{publication};
  bool all_named = true;
  const std::vector<std::string> tables = tables_in(action, node["pubobjects"], all_named);
  put(exists.stated, "all_tables", flag(node["for_all_tables"].flag()));
  if (all_named) put(exists.stated, "tables", lines(tables));
  if (const Node publish = option(node["options"], "publish")) {
    put(exists.stated, "operations", operations_in(word(publish["arg"])));
  }
  action.claims.emplace_back(std::move(exists));
}

void read_alter_publication(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element publication{ElementKind::publication, {}, std::string(node["pubname"].text()), {}};
  bool all_named = true;
  const std::vector<std::string> tables = tables_in(action, node["pubobjects"], all_named);
  if (node["options"]) {
    Attributes wanted;
    if (const Node publish = option(node["options"], "publish")) {
      put(wanted, "operations", operations_in(word(publish["arg"])));
    }
    changes(action, publication);
    if (wanted.empty()) {
      repeatable(action);
    } else {
      sets(action, publication, std::move(wanted));
    }
    return;
  }
  const std::string_view what = node["action"].text();
  changes(action, publication);
  if (!all_named) {
    // SET does no harm again; ADD and DROP fail.
    if (what == "AP_SetObjects") {
      repeatable(action);
    } else {
      action.claims.emplace_back(Once{});
    }
    return;
  }
  const Set::How how = what == "AP_SetObjects"    ? Set::How::equal
                       : what == "AP_DropObjects" ? Set::How::excludes
                                                  : Set::How::includes;
  sets(action, publication, {{"tables", lines(tables)}}, how);
}

void read_create_subscription(const Input& input) {
  Action& action = whole_action(input);
  input.facts.scope = Scope::outside;
  const Element subscription{
      ElementKind::subscription, {}, std::string(input.node["subname"].text()), {}};
  creates(action, subscription);
  action.claims.emplace_back(
      Exists{subscription, {{"publications", lines(words(input.node["publication"]))}}});
}

void read_alter_subscription(const Input& input) {
  Action& action = whole_action(input);
  input.facts.scope = Scope::outside;
  changes(action, {ElementKind::subscription, {}, std::string(input.node["subname"].text()), {}});
  const std::string_view kind = input.node["kind"].text();
  const bool fails_again = kind == "ALTER_SUBSCRIPTION_ADD_PUBLICATION" ||
                           kind == "ALTER_SUBSCRIPTION_DROP_PUBLICATION" ||
                           kind == "ALTER_SUBSCRIPTION_SKIP";
  if (fails_again) {
    action.claims.emplace_back(Once{});
  } else {
    repeatable(action);
  }
}

void read_drop_subscription(const Input& input) {
  Action& action = whole_action(input);
  input.facts.scope = Scope::outside;
  const Element subscription{
      ElementKind::subscription, {}, std::string(input.node["subname"].text()), {}};
  drops(action, subscription);
  action.claims.emplace_back(Gone{subscription, input.node["missing_ok"].flag()});
}

}  // namespace dunlin::sql::postgres::kinds
