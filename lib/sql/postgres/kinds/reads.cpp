#include "sql/postgres/kinds/reads.h"

#include <algorithm>
#include <map>
#include <set>

#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/spelling.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// A value is a RangeVar if it has a relname, which only its catalog and schema may precede.
bool is_range_var(Node node) {
  if (!node.is_object()) return false;
  const std::string_view first = node.type();
  if (first == "relname") return true;
  return (first == "schemaname" || first == "catalogname") && node["relname"];
}

bool is_type_name(Node node) { return node.is_object() && node.type() == "names"; }

/// Calls `see(node)` for a node and everything in it.
template <class See>
void walk(Node root, See see) {
  for (const Value* at = root.first_value(); at != root.last_value(); ++at) see(Node(at));
}

/// What one walk over a query found.
class Finder {
 public:
  Finder(Action& action, const Element* relation) : action_(action), own_(relation) {}

  void find(Node root) {
    walk(root, [&](Node node) { scan_names(node); });
    walk(root, [&](Node node) { scan(node); });
    walk(root, [&](Node node) { scan_columns(node); });
    finish();
  }

 private:
  // Names that hide relations: of WITH queries.
  void scan_names(Node node) {
    if (node.key() == "ctename") with_.insert(std::string(node.text()));
    if (node.key() == "lockingClause") locks_rows_ = true;
  }

  void scan(Node node) {
    const std::string_view key = node.key();
    if (key == "InsertStmt" || key == "UpdateStmt" || key == "DeleteStmt" || key == "MergeStmt") {
      target(node, key);
    } else if (key == "FuncCall") {
      function(node);
    } else if (key == "TypeCast") {
      cast(node);
    } else if (is_range_var(node) && key != "rel") {  // that of INTO is made, not read
      range_var(node);
    } else if (is_type_name(node)) {
      type(node);
    }
  }

  void target(Node statement, std::string_view kind) {
    const Element table = relation(statement["relation"]);
    changed_.insert(table);
    if (kind == "InsertStmt") name_columns(statement["cols"], table);
    if (kind == "UpdateStmt") name_columns(statement["targetList"], table);
    name_columns(statement["onConflictClause"]["targetList"], table);
  }

  void name_columns(Node targets, const Element& table) {
    for (const Node target : targets) {
      const std::string_view name = target.inside()["name"].text();
      if (!name.empty()) {
        changed_.insert(part_of(ElementKind::column, table, std::string(name)));
      }
    }
  }

  void range_var(Node node) {
    const Element table = relation(node);
    if (table.schema.empty() && with_.contains(table.name)) return;
    relations_.insert(table);
    const std::string_view alias = node["alias"]["aliasname"].text();
    const auto [at, fresh] =
        aliases_.emplace(alias.empty() ? table.name : std::string(alias), table);
    if (!fresh && at->second != table) at->second.name.clear();  // stands for two
  }

  void type(Node node) {
    const Element type = type_of(node);
    if (!type.name.empty()) read_.insert(type);
  }

  void function(Node call) {
    const Element function = named(ElementKind::function, call["funcname"]);
    if (function.schema == "pg_catalog") return;
    read_.insert(function);
    if (function.name != "nextval" && function.name != "currval" && function.name != "setval") {
      return;
    }
    Node argument;
    for (const Node first : call["args"]) {
      argument = first;
      break;
    }
    if (argument.is("TypeCast")) argument = argument.inside()["arg"];
    const Element sequence = in_string(argument);
    if (sequence.name.empty()) return;
    (function.name == "setval" ? changed_ : read_).insert(sequence);
  }

  void cast(Node node) {
    if (named(ElementKind::type, node["typeName"]["names"]).name != "regclass") return;
    const Element relation = in_string(node["arg"]);
    if (!relation.name.empty()) read_.insert(relation);
  }

  static Element in_string(Node constant) {
    if (!constant.is("A_Const")) return {};
    return named(ElementKind::relation, name_in_string(constant.inside()["sval"]["sval"].text()));
  }

  void scan_columns(Node node) {
    if (node.key() != "ColumnRef") return;
    std::vector<std::string> fields;
    for (const Node field : node["fields"]) {
      if (field.is("String")) fields.push_back(word(field));
    }
    if (fields.size() != node["fields"].count() || fields.empty()) return;  // has a star
    if (const Element table = table_of(fields); !table.name.empty()) {
      read_.insert(part_of(ElementKind::column, table, fields.back()));
    }
  }

  Element table_of(const std::vector<std::string>& fields) const {
    if (fields.size() == 1) {
      if (own_ != nullptr && relations_.empty()) return *own_;
      return own_ == nullptr && relations_.size() == 1 ? *relations_.begin() : Element{};
    }
    const std::string& table = fields[fields.size() - 2];
    if (own_ != nullptr && own_->name == table) return *own_;
    const auto found = aliases_.find(table);
    return found == aliases_.end() ? Element{} : found->second;
  }

  void finish() {
    for (const Element& element : changed_) changes(action_, element);
    for (const Element& element : relations_) {
      const bool changed = changed_.contains(element);
      if (!changed) reads(action_, element);
      const LockMode weak = locks_rows_ ? LockMode::row_share : LockMode::access_share;
      add_lock(action_, changed ? LockMode::row_exclusive : weak, element);
    }
    for (const Element& element : read_) {
      if (!changed_.contains(element)) reads(action_, element);
    }
  }

  Action& action_;
  const Element* own_;
  std::set<std::string> with_;
  std::set<Element> relations_;
  std::set<Element> changed_;
  std::set<Element> read_;
  std::map<std::string, Element> aliases_;
  bool locks_rows_ = false;
};

}  // namespace

void read_expression(Action& action, Node expression, const Element& relation) {
  if (expression) Finder(action, &relation).find(expression);
}

void read_query(Action& action, Node query) {
  if (query) Finder(action, nullptr).find(query);
}

void read_type(Action& action, Node type_name) {
  if (const Element type = type_of(type_name); !type.name.empty()) reads(action, type);
}

void read_argument_types(Action& action, Node object) {
  if (!object.is("ObjectWithArgs")) return;
  for (const Node item : object.inside()["objargs"]) read_type(action, item.inside());
}

std::vector<std::string> columns_in(Node expression) {
  std::vector<std::string> columns;
  walk(expression, [&](Node node) {
    if (node.key() != "ColumnRef") return;
    const std::string name = word(node["fields"].last());
    if (!name.empty() && std::find(columns.begin(), columns.end(), name) == columns.end()) {
      columns.push_back(name);
    }
  });
  return columns;
}

std::vector<std::string> constants_in(Node statement) {
  std::set<std::string_view> constants;
  walk(statement, [&](Node node) {
    if (node.key() != "A_Const") return;
    const std::string_view text = node["sval"]["sval"].text();
    if (!text.empty() && text.size() <= 63) constants.insert(text);
  });
  return {constants.begin(), constants.end()};
}

}  // namespace dunlin::sql::postgres::kinds
