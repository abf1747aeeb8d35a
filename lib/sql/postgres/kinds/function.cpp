#include <optional>

#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/parser.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// A body in SQL is read when the function is created, so what it names must be there then. One in
// another language is read when the function is called.
void read_body(Action& action, Node options) {
  const std::string language = word(option(options, "language")["arg"]);
  const Node as = option(options, "as")["arg"];
  if (language != "sql" || !as) return;
  const std::string body = word(*items(as).begin());
  if (body.find('\0') != std::string::npos) return;
  std::optional<std::string> json = parse(body);
  if (!json) return;
  const Tree tree(std::move(*json));
  Action inside;
  read_query(inside, tree.root()["stmts"]);
  // The function reads and changes nothing by being created.
  for (const Effect& effect : inside.effects) {
    if (effect.element.kind != ElementKind::column) reads(action, effect.element);
  }
}

std::size_t name_index(const Text& text) {
  std::size_t i = 1;
  text.eat(i, {"or", "replace"});
  return i + 1;
}

void claim_function(const Input& input, Action& action, const Element& function,
                    std::string_view kind) {
  creates(action, function);
  const bool replaces = input.node["replace"].flag();
  action.claims.emplace_back(Exists{function, {{"kind", std::string(kind)}}, true, replaces});
  add_name(action.draft.emplace(), input.text.name(name_index(input.text)));
}

}  // namespace

void read_create_function(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  Element function = named(ElementKind::function, node["funcname"]);
  function.part = input_types(node["parameters"]);
  const bool window = option_is_on(option(node["options"], "window"));
  claim_function(input, action, function,
                 node["is_procedure"].flag() ? "procedure" : (window ? "window" : "function"));
  for (const Node item : node["parameters"]) {
    const Node parameter = item.inside();
    read_type(action, parameter["argType"]);
    read_expression(action, parameter["defexpr"], {});
  }
  read_type(action, node["returnType"]);
  if (node["sql_body"]) {
    Action inside;
    read_query(inside, node["sql_body"]);
    for (const Effect& effect : inside.effects) reads(action, effect.element);
  }
  read_body(action, node["options"]);
}

void read_create_aggregate(const Input& input) {
  Action& action = whole_action(input);
  Element function = named(ElementKind::function, input.node["defnames"]);
  for (const Node list : input.node["args"]) {  // the list, and how many are direct
    if (!list.is("List")) continue;
    function.part = input_types(list);
    for (const Node item : items(list)) read_type(action, item.inside()["argType"]);
  }
  if (function.part.empty()) function.part = "()";
  claim_function(input, action, function, "aggregate");
  for (const Node item : input.node["definition"]) {
    const std::string_view name = item.inside()["defname"].text();
    if (name.ends_with("func")) {
      reads(action, named(ElementKind::function, item.inside()["arg"].inside()["names"]));
    }
  }
}

namespace {

// A value as the server keeps it, where the text is one constant.
std::string setting_line(Node set) {
  if (set["kind"].text() != "VAR_SET_VALUE" || set["args"].count() != 1) return {};
  const Node constant = (*set["args"].begin()).inside();
  std::string value(constant["sval"]["sval"].text());
  if (constant["ival"]) value = std::to_string(constant["ival"]["ival"].number());
  if (value.empty()) return {};
  if (set["name"].text() == "search_path") value = quoted(value);
  return std::string(set["name"].text()) + "=" + value;
}

}  // namespace

void read_alter_function(const Input& input) {
  Action& action = whole_action(input);
  const Element function = function_of(input.node["func"]);
  Attributes wanted;
  std::vector<std::string> settings;
  bool all = true;
  for (const Node item : input.node["actions"]) {
    const Node change = item.inside();
    const std::string_view name = change["defname"].text();
    if (name == "volatility" || name == "parallel" || name == "cost" || name == "rows") {
      put(wanted, name, option_value(input.text, change));
    } else if (name == "strict" || name == "leakproof") {
      put(wanted, name, flag(option_is_on(change)));
    } else if (name == "security") {
      put(wanted, "security_definer", flag(option_is_on(change)));
    } else if (name == "set") {
      settings.push_back(setting_line(change["arg"].inside()));
      all = all && !settings.back().empty();
    } else {
      all = false;
    }
  }
  changes(action, function);
  for (const Node item : input.node["func"]["objargs"]) read_type(action, item.inside());
  if (!all || (wanted.empty() && settings.empty())) {
    repeatable(action);
    return;
  }
  if (!wanted.empty()) sets(action, function, std::move(wanted));
  if (!settings.empty()) {
    sets(action, function, {{"settings", lines(settings)}}, Set::How::includes);
  }
}

}  // namespace dunlin::sql::postgres::kinds
