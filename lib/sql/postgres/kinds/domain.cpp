#include "sql/postgres/chosen_names.h"
#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

Exists check_of(const Element& domain, Node constraint, ChosenNames& names) {
  std::string name(constraint["conname"].text());
  const bool unnamed = name.empty();
  if (unnamed) name = names.choose(domain.name, "", "check");
  Exists exists{part_of(ElementKind::domain_constraint, domain, name), {{"kind", "check"}}, true};
  exists.unnamed = unnamed;
  put(exists.stated, "not_valid", flag(constraint["skip_validation"].flag()));
  return exists;
}

// It can be tried where the domain itself was drawn just before.
void draw_alter(const Input& input, Action& action, const Element& domain) {
  Draft& draft = action.draft.emplace();
  add_name(draft, input.text.name(2));
  draft.on = domain;
}

void alter_default(const Input& input, Action& action, const Element& domain) {
  if (!input.node["def"]) {
    sets(action, domain, {{"default", ""}});
    return;
  }
  changes(action, domain);
  Set set{domain};
  set.drawn = {"default"};
  action.claims.emplace_back(std::move(set));
  read_expression(action, input.node["def"], {});
}

}  // namespace

void read_create_domain(const Input& input) {
  Action& action = whole_action(input);
  const Element domain = named(ElementKind::type, input.node["domainname"]);
  creates(action, domain);
  add_name(action.draft.emplace(), input.text.name(2));
  action.claims.emplace_back(Exists{domain, {{"kind", "domain"}}, true});
  read_type(action, input.node["typeName"]);
  ChosenNames names;
  for (const Node item : input.node["constraints"]) {
    const Node constraint = item.inside();
    read_expression(action, constraint["raw_expr"], {});
    if (constraint["contype"].text() != "CONSTR_CHECK") continue;
    Exists exists = check_of(domain, constraint, names);
    creates(action, exists.element);
    action.claims.emplace_back(std::move(exists));
  }
}

void read_alter_domain(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element domain = named(ElementKind::type, node["typeName"]);
  const Element constraint =
      part_of(ElementKind::domain_constraint, domain, std::string(node["name"].text()));
  const std::string_view subtype = node["subtype"].text();
  draw_alter(input, action, domain);
  if (subtype == "T") {
    alter_default(input, action, domain);
  } else if (subtype == "N" || subtype == "O") {
    const bool not_null = subtype == "O";
    sets(action, domain, {{"not_null", flag(not_null)}});
    if (not_null) action.work = Work::scan;
  } else if (subtype == "C") {
    ChosenNames names;
    const Node definition = node["def"].inside();
    Exists exists = check_of(domain, definition, names);
    creates(action, exists.element);
    changes(action, domain);
    action.claims.emplace_back(std::move(exists));
    read_expression(action, definition["raw_expr"], {});
    if (!definition["skip_validation"].flag()) action.work = Work::scan;
  } else if (subtype == "X") {
    drops(action, constraint);
    action.claims.emplace_back(
        Gone{constraint, node["missing_ok"].flag(), node["behavior"].text() == "DROP_CASCADE"});
  } else if (subtype == "V") {
    changes(action, constraint);
    action.claims.emplace_back(Valid{constraint});
    action.work = Work::scan;
  } else {
    once(input, action);
  }
}

}  // namespace dunlin::sql::postgres::kinds
