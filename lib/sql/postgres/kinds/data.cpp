#include "sql/lexing.h"
#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

bool deletes(Node statement) {
  for (const Value* at = statement.first_value(); at != statement.last_value(); ++at) {
    if (at->key == "DeleteStmt") return true;
    if (at->key == "commandType" && at->text == "CMD_DELETE") return true;
  }
  return false;
}

std::string constant(Node node) {
  return std::string(node.is("A_Const") ? node.inside()["sval"]["sval"].text()
                                        : std::string_view());
}

// SELECT set_config('name', 'value', …) and nothing else, as pg_dump writes it: SET.
bool read_set_config(const Input& input) {
  const Node targets = input.node["targetList"];
  if (targets.count() != 1 || input.node["fromClause"]) return false;
  const Node call = (*targets.begin()).inside()["val"];
  if (!call.is("FuncCall") || word(call.inside()["funcname"].last()) != "set_config") return false;
  const Node arguments = call.inside()["args"];
  if (arguments.count() != 3) return false;
  auto argument = arguments.begin();
  const std::string name = constant(*argument);
  ++argument;
  if (!(*argument).is("A_Const")) return false;
  if (name == "search_path") input.facts.search_path = search_path_in(constant(*argument));
  repeatable(whole_action(input));
  return true;
}

void read_select_into(const Input& input) {
  Action& action = whole_action(input);
  const Node target = input.node["intoClause"]["rel"];
  const Element table = relation(target);
  creates(action, table);
  read_query(action, input.node);
  if (is_temporary(target)) {
    repeatable(action);
  } else {
    action.claims.emplace_back(Exists{table, {{"kind", "table"}}});
  }
}

}  // namespace

void read_data(const Input& input) {
  Action& action = whole_action(input);
  read_query(action, input.node);
  action.loses_data = deletes(input.node);
  once(input, action);
}

void read_select(const Input& input) {
  if (input.node["intoClause"]) {
    read_select_into(input);
  } else if (!read_set_config(input)) {
    read_data(input);
  }
}

void read_copy(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const bool writes = node["is_from"].flag();
  if (node["is_program"].flag() || node["filename"]) input.facts.scope = Scope::outside;
  read_query(action, node["query"]);
  if (node["relation"]) {
    const Element table = relation(node["relation"]);
    const Access access = writes ? Access::change : Access::read;
    add_effect(action, access, table);
    for (const std::string& column : words(node["attlist"])) {
      add_effect(action, access, part_of(ElementKind::column, table, column));
    }
    add_lock(action, writes ? LockMode::row_exclusive : LockMode::access_share, table);
  }
  once(input, action);
}

void read_truncate(const Input& input) {
  Action& action = whole_action(input);
  for (const Node item : input.node["relations"]) {
    const Element table = relation(item.inside());
    changes(action, table);
    add_lock(action, LockMode::access_exclusive, table);
  }
  action.loses_data = true;
  once(input, action);
}

void read_do(const Input& input) {
  Action& action = whole_action(input);
  const std::string code = word(option(input.node["args"], "as")["arg"]);
  const Text body(code);
  for (std::size_t i = 0; i < body.count(); ++i) {
    const std::string_view text = body[i].text;
    const bool plain = body[i].kind == TokenKind::string && text.starts_with('\'');
    if (plain && text.size() > 2 && text.size() <= 65) {
      input.facts.words.emplace_back(text.substr(1, text.size() - 2));
    }
  }
  once(input, action);
}

void read_unknown_effect(const Input& input) { once(input, whole_action(input)); }

}  // namespace dunlin::sql::postgres::kinds
