#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/alter_table.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

void add_attribute(const AlterInput& alter, Node definition) {
  Element attribute = column_of(alter);
  attribute.part = std::string(definition["colname"].text());
  creates(alter.action, attribute);
  alter.action.claims.emplace_back(Exists{attribute});
  read_type(alter.action, definition["typeName"]);
}

// Whether a USING clause yields the column itself, be it in another type: then it does no harm when
// it runs again.
bool is_the_column(Node expression, std::string_view column) {
  while (expression.is("TypeCast")) expression = expression.inside()["arg"];
  return expression.is("ColumnRef") && word(expression.inside()["fields"].last()) == column;
}

void draws(const AlterInput& alter, const Element& column, std::vector<sql::Name> attributes,
           bool once = false) {
  changes(alter.action, column);
  Set set{column};
  set.drawn = std::move(attributes);
  set.once = once;
  alter.action.claims.emplace_back(std::move(set));
}

}  // namespace

void alter_add_column(const AlterInput& alter) {
  const Node definition = alter.node["def"].inside();
  if (alter.of_type) {
    add_attribute(alter, definition);
    return;
  }
  draw(alter);
  TableParts parts{alter.input, alter.action, alter.table};
  parts.names = alter.names;
  add_column(parts, definition, alter.node["missing_ok"].flag());
  alter.names = parts.names;
  alter.action.claims.insert(alter.action.claims.end(), parts.later.begin(), parts.later.end());
}

void alter_drop_column(const AlterInput& alter) {
  const Element column = column_of(alter);
  drops(alter.action, column);
  const bool cascades = alter.node["behavior"].text() == "DROP_CASCADE";
  alter.action.claims.emplace_back(
      Gone{column, alter.node["missing_ok"].flag() || alter.tolerant, cascades});
  alter.action.loses_data = true;
}

void alter_column_type(const AlterInput& alter) {
  const Node definition = alter.node["def"].inside();
  const Node conversion = definition["raw_default"];
  const Element column = column_of(alter);
  read_type(alter.action, definition["typeName"]);
  if (alter.of_type) {
    changes(alter.action, column);
    Set set{column, {{"type", printed_type_of(definition["typeName"])}}};
    alter.action.claims.emplace_back(std::move(set));
    return;
  }
  draw(alter);
  const bool once = conversion && !is_the_column(conversion, column.part);
  draws(alter, column, {"collation", "type"}, once);
  read_expression(alter.action, conversion, alter.table);
  add_work(alter.action, Work::maybe_rewrite);
  alter.action.loses_data = static_cast<bool>(conversion);
}

void alter_column_default(const AlterInput& alter) {
  const Node expression = alter.node["def"];
  if (!expression) {
    sets(alter.action, column_of(alter), {{"default", ""}});
    draw(alter);
    return;
  }
  draw(alter);
  draws(alter, column_of(alter), {"default"});
  read_expression(alter.action, expression, alter.table);
}

void alter_set_not_null(const AlterInput& alter) {
  draw(alter);
  const Element column = column_of(alter);
  sets(alter.action, column, {{"not_null", "true"}});
  alter.action.demands.push_back({Demand::Kind::no_null, {column.part}});
  add_work(alter.action, Work::scan);
}

void alter_drop_not_null(const AlterInput& alter) {
  draw(alter);
  sets(alter.action, column_of(alter), {{"not_null", ""}});
}

namespace {

std::string identity_of(Node generated_when) {
  return generated_when.text() == "a" ? "always" : "by default";
}

}  // namespace

void alter_add_identity(const AlterInput& alter) {
  const Node constraint = alter.node["def"].inside();
  const Element column = column_of(alter);
  draw(alter);
  sets(alter.action, column, {{"identity", identity_of(constraint["generated_when"])}});
  const std::string sequence = alter.names.choose(alter.table.name, column.part, "seq");
  creates(alter.action, {ElementKind::relation, alter.table.schema, sequence, {}});
}

void alter_set_identity(const AlterInput& alter) {
  const Node options = items(alter.node["def"]);
  if (option(options, "restart")) {
    changes(alter.action, column_of(alter));
    once(alter.input, alter.action);
    return;
  }
  const Node generated = option(options, "generated");
  if (!generated) {
    alter_repeatable(alter);
    return;
  }
  draw(alter);
  // The grammar keeps a letter, as a number.
  const bool always = generated["arg"].inside()["ival"].number() == 'a';
  sets(alter.action, column_of(alter), {{"identity", always ? "always" : "by default"}});
}

void alter_drop_identity(const AlterInput& alter) {
  draw(alter);
  sets(alter.action, column_of(alter), {{"identity", ""}});
}

void alter_drop_expression(const AlterInput& alter) {
  draw(alter);
  sets(alter.action, column_of(alter), {{"generated", ""}, {"generated_kind", ""}});
}

void alter_column_statistics(const AlterInput& alter) {
  if (alter.node["name"].text().empty()) {  // of an index, by number
    alter_repeatable(alter);
    return;
  }
  const Text& text = alter.input.text;
  const std::size_t last = text.index_at(alter.action.text.end);
  const std::string target = last == 0 ? "" : number_at(text, last - 1);
  sets(alter.action, column_of(alter), {{"statistics", target.starts_with('-') ? "" : target}});
}

void alter_column_storage(const AlterInput& alter) {
  std::string storage = word(alter.node["def"]);
  for (char& c : storage) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  sets(alter.action, column_of(alter), {{"storage", storage}});
}

void alter_column_compression(const AlterInput& alter) {
  const std::string method = word(alter.node["def"]);
  sets(alter.action, column_of(alter), {{"compression", method == "default" ? "" : method}});
}

void alter_column_options(const AlterInput& alter) {
  std::vector<std::string> set;
  for (const Node item : items(alter.node["def"])) {
    set.push_back(std::string(item.inside()["defname"].text()) + "=" +
                  option_value(alter.input.text, item.inside()));
  }
  sets(alter.action, column_of(alter), {{"options", lines(set)}}, Set::How::includes);
}

}  // namespace dunlin::sql::postgres::kinds
