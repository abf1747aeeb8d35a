#include <algorithm>
#include <optional>

#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

/// How a constraint of a kind is called.
struct Naming {
  std::string_view type;
  std::string_view kind;
  std::string_view label;
};

constexpr Naming kNamings[] = {
    {"CONSTR_CHECK", "check", "check"},        {"CONSTR_PRIMARY", "primary key", "pkey"},
    {"CONSTR_UNIQUE", "unique", "key"},        {"CONSTR_EXCLUSION", "exclude", "excl"},
    {"CONSTR_FOREIGN", "foreign key", "fkey"},
};

const Naming* naming_of(std::string_view type) {
  const auto* const found = std::find_if(std::begin(kNamings), std::end(kNamings),
                                         [&](const Naming& naming) { return naming.type == type; });
  return found == std::end(kNamings) ? nullptr : found;
}

std::string_view referential_action(Node code) {
  switch (code.text().empty() ? 'a' : code.text().front()) {
    case 'r':
      return "restrict";
    case 'c':
      return "cascade";
    case 'n':
      return "set null";
    case 'd':
      return "set default";
    default:
      return "";  // no action
  }
}

/// One constraint as it is read.
class Constraint {
 public:
  Constraint(TableParts& parts, Node node, Node column_def)
      : parts_(parts), node_(node), column_(column_def), naming_(*naming_of(type())) {
    find_columns();
    read_timing();
  }

  void add() {
    Exists exists{part_of(ElementKind::constraint, parts_.table, name())};
    exists.unnamed = node_["conname"].text().empty();
    exists.stated = stated();
    exists.drawn = draws() && parts_.action.draft.has_value();
    creates(parts_.action, exists.element);
    if (has_index()) creates(parts_.action, index_named(exists.element.part));
    read();
    if (!parts_.fresh) cost();
    if (!parts_.fresh && !uses_index()) demand();
    const std::string called = exists.element.part;
    parts_.later.emplace_back(std::move(exists));
    if (uses_index()) take_index(called);
    if (is("CONSTR_FOREIGN")) cut_foreign_key();
    if (is("CONSTR_PRIMARY") && !column_ && !parts_.fresh) set_not_null();
  }

 private:
  std::string_view type() const { return node_["contype"].text(); }
  bool is(std::string_view type) const { return this->type() == type; }
  bool draws() const { return is("CONSTR_CHECK") || is("CONSTR_EXCLUSION"); }
  bool has_index() const { return !is("CONSTR_CHECK") && !is("CONSTR_FOREIGN"); }
  bool uses_index() const { return !node_["indexname"].text().empty(); }

  Element index_named(std::string name) const {
    return {ElementKind::relation, parts_.table.schema, std::move(name), {}};
  }

  void find_columns() {
    const bool foreign = is("CONSTR_FOREIGN");
    columns_ = words(node_[foreign ? "fk_attrs" : "keys"]);
    if (columns_.empty() && column_) columns_.emplace_back(column_["colname"].text());
  }

  // The words on timing behind a constraint of a column are nodes of their own.
  void read_timing() {
    deferred_ = node_["initdeferred"].flag();
    deferrable_ = node_["deferrable"].flag() || deferred_;
    if (!column_) return;
    bool mine = false;
    for (const Node item : column_["constraints"]) {
      const Node other = item.inside();
      const std::string_view kind = other["contype"].text();
      const bool attribute = kind.starts_with("CONSTR_ATTR_");
      if (!attribute) mine = other.location() == node_.location();
      if (!attribute || !mine) continue;
      if (kind == "CONSTR_ATTR_DEFERRED") deferred_ = true;
      if (kind == "CONSTR_ATTR_DEFERRABLE" || deferred_) deferrable_ = true;
    }
  }

  std::string name() {
    const std::string_view written = node_["conname"].text();
    if (!written.empty()) return std::string(written);
    if (uses_index()) return std::string(node_["indexname"].text());
    return parts_.names.choose(parts_.table.name, addition(), naming_.label);
  }

  // What stands between the name of the table and the label.
  std::string addition() const {
    if (is("CONSTR_PRIMARY")) return {};
    if (is("CONSTR_CHECK")) {
      const std::vector<std::string> used = columns_in(node_["raw_expr"]);
      return used.size() == 1 ? used.front() : std::string();
    }
    return joined_columns(naming_columns());
  }

  std::vector<std::string> naming_columns() const {
    if (is("CONSTR_EXCLUSION")) return index_column_names(node_["exclusions"]);
    std::vector<std::string> columns = columns_;
    for (std::string& column : words(node_["including"])) columns.push_back(std::move(column));
    return columns;
  }

  Attributes stated() const {
    Attributes stated;
    put(stated, "kind", std::string(naming_.kind));
    if (uses_index()) return stated;
    if (is("CONSTR_CHECK")) {
      put(stated, "no_inherit", flag(node_["is_no_inherit"].flag()));
    } else {
      put(stated, "deferrable", flag(deferrable_));
      put(stated, "deferred", flag(deferred_));
    }
    if (is("CONSTR_PRIMARY") || is("CONSTR_UNIQUE")) state_key(stated);
    if (is("CONSTR_FOREIGN")) state_foreign_key(stated);
    if (is("CONSTR_CHECK") || is("CONSTR_FOREIGN")) {
      // A new table has no rows to validate, so the server takes it as valid.
      put(stated, "not_valid", flag(node_["skip_validation"].flag() && !parts_.fresh));
    }
    return stated;
  }

  void state_key(Attributes& stated) const {
    put(stated, "columns", lines(columns_));
    put(stated, "include", lines(words(node_["including"])));
    put(stated, "nulls_not_distinct", flag(node_["nulls_not_distinct"].flag()));
  }

  void state_foreign_key(Attributes& stated) const {
    put(stated, "columns", lines(columns_));
    put(stated, "references", printed(relation(node_["pktable"])));
    if (const auto referenced = words(node_["pk_attrs"]); !referenced.empty()) {
      put(stated, "referenced_columns", lines(referenced));
    }
    put(stated, "on_update", std::string(referential_action(node_["fk_upd_action"])));
    put(stated, "on_delete", std::string(referential_action(node_["fk_del_action"])));
    put(stated, "on_delete_columns", lines(words(node_["fk_del_set_cols"])));
    put(stated, "match", node_["fk_matchtype"].text() == "f" ? "full" : "");
  }

  void read() {
    Action& action = parts_.action;
    if (!parts_.fresh) {
      for (const std::string& column : columns_) {
        reads(action, part_of(ElementKind::column, parts_.table, column));
      }
    }
    read_expression(action, node_["raw_expr"], parts_.table);
    read_expression(action, node_["exclusions"], parts_.table);
    read_expression(action, node_["where_clause"], parts_.table);
    if (uses_index()) {
      add_effect(action, Access::rename, index_named(std::string(node_["indexname"].text())),
                 index_named(name()));
    }
    if (is("CONSTR_FOREIGN")) read_referenced();
  }

  void read_referenced() {
    const Element referenced = relation(node_["pktable"]);
    if (referenced == parts_.table) return;
    reads(parts_.action, referenced);
    for (const std::string& column : words(node_["pk_attrs"])) {
      reads(parts_.action, part_of(ElementKind::column, referenced, column));
    }
    add_lock(parts_.action, LockMode::share_row_exclusive, referenced);
  }

  void cost() {
    if (uses_index()) return;
    if (has_index()) {
      add_work(parts_.action, Work::build);
    } else if (!node_["skip_validation"].flag() && !(is("CONSTR_FOREIGN") && column_)) {
      add_work(parts_.action, Work::scan);
    }
  }

  void demand() {
    std::vector<Demand>& demands = parts_.action.demands;
    if (is("CONSTR_PRIMARY")) demands.push_back({Demand::Kind::no_null, columns_});
    const bool unique = is("CONSTR_UNIQUE") && !node_["nulls_not_distinct"].flag();
    if (is("CONSTR_PRIMARY") || unique) demands.push_back({Demand::Kind::distinct, columns_});
  }

  // ADD PRIMARY KEY makes its columns NOT NULL, too.
  void set_not_null() {
    for (const std::string& name : columns_) {
      const Element column = part_of(ElementKind::column, parts_.table, name);
      changes(parts_.action, column);
      parts_.later.emplace_back(Set{column, {{"not_null", "true"}}});
    }
  }

  // The index takes the name of the constraint.
  void take_index(const std::string& name) {
    const Element index = index_named(std::string(node_["indexname"].text()));
    if (index.name != name) parts_.later.emplace_back(Renamed{index, index_named(name)});
  }

  // A copy in another place cannot refer to a table that stays.
  void cut_foreign_key() {
    if (!parts_.action.draft) return;
    const Text& text = parts_.input.text;
    const std::size_t first = text.index_at(node_.location());
    if (!column_) {
      cut_item(*parts_.action.draft, text, first);
      return;
    }
    const std::size_t last = std::min(text.item_end(first), text.index_at(next_location()));
    add_cut(*parts_.action.draft, text.range(first, last));
  }

  // Where what is written behind it in the column begins.
  std::size_t next_location() const {
    std::size_t next = kNowhere;
    const auto consider = [&](std::size_t location) {
      if (location > node_.location()) next = std::min(next, location);
    };
    for (const Node item : column_["constraints"]) {
      const Node other = item.inside();
      if (!other["contype"].text().starts_with("CONSTR_ATTR_")) consider(other.location());
    }
    consider(column_["collClause"].location());
    return next;
  }

  TableParts& parts_;
  Node node_;
  Node column_;
  const Naming& naming_;
  std::vector<std::string> columns_;
  bool deferrable_ = false;
  bool deferred_ = false;
};

void take_written_name(ChosenNames& names, Node constraint) {
  const std::string_view name = constraint["conname"].text();
  if (!name.empty()) names.take(std::string(name));
}

/// The name of a column that is an expression, and whether it would rather be called otherwise:
/// the rules of the server's FigureColname.
struct Figured {
  std::string name;
  bool weak = true;
};

Figured figured(Node expression) {
  const Node node = expression.inside();
  const std::string_view type = expression.type();
  if (type == "ColumnRef") return {word(node["fields"].last()), false};
  if (type == "FuncCall") return {word(node["funcname"].last()), false};
  if (type == "CollateClause") return figured(node["arg"]);
  if (type == "TypeCast") {
    Figured inner = figured(node["arg"]);
    return inner.weak ? Figured{word(node["typeName"]["names"].last()), true} : inner;
  }
  if (type == "CaseExpr") {
    Figured inner = figured(node["defresult"]);
    return inner.weak ? Figured{"case", true} : inner;
  }
  if (type == "CoalesceExpr") return {"coalesce", false};
  if (type == "MinMaxExpr") return {node["op"].text() == "IS_LEAST" ? "least" : "greatest", false};
  if (type == "A_ArrayExpr") return {"array", false};
  if (type == "RowExpr") return {"row", false};
  if (type == "A_Expr" && node["kind"].text() == "AEXPR_NULLIF") return {"nullif", false};
  if (type == "A_Indirection") {
    for (const Node step : node["indirection"]) {
      if (step.is("String")) return {word(step), false};
    }
    return figured(node["arg"]);
  }
  return {};
}

std::string index_column_name(Node element) {
  const std::string_view name = element["name"].text();
  if (!name.empty()) return std::string(name);
  const Figured figure = figured(element["expr"]);
  return figure.name.empty() ? "expr" : figure.name;
}

}  // namespace

void add_constraint(TableParts& parts, Node constraint, Node column_def) {
  if (naming_of(constraint["contype"].text()) != nullptr) {
    Constraint(parts, constraint, column_def).add();
  }
}

void take_written_names(ChosenNames& names, Node element) {
  if (element.is("Constraint")) take_written_name(names, element.inside());
  for (const Node constraint : element.inside()["constraints"]) {
    take_written_name(names, constraint.inside());
  }
}

std::vector<std::string> index_column_names(Node index_elements) {
  std::vector<std::string> names;
  for (Node item : index_elements) {
    if (item.is("List")) item = *items(item).begin();  // of an exclusion: with its operator
    const std::string original = index_column_name(item.inside());
    std::string name = original;
    for (int i = 1; std::find(names.begin(), names.end(), name) != names.end(); ++i) {
      const std::string number = std::to_string(i);
      name = cut_name(original, 63 - number.size()) + number;
    }
    names.push_back(name);
  }
  return names;
}

}  // namespace dunlin::sql::postgres::kinds
