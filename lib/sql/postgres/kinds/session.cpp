#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

// As the server takes a list of names apart.
std::vector<std::string> search_path_in(std::string_view text) {
  std::vector<std::string> path;
  while (!text.empty()) {
    std::size_t end = 0;
    for (bool inside = false; end < text.size() && (inside || text[end] != ','); ++end) {
      if (text[end] == '"') inside = !inside;
    }
    std::string_view one = text.substr(0, end);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (const auto name = name_in_string(one); name.size() == 1) path.push_back(name.front());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return path;
}

void read_set(const Input& input) {
  const Node node = input.node;
  if (node["name"].text() == "search_path" && node["kind"].text() == "VAR_SET_VALUE") {
    std::vector<std::string>& path = input.facts.search_path.emplace();
    for (const Node item : node["args"]) {
      path.emplace_back(item.inside()["sval"]["sval"].text());
    }
    // SET search_path TO '' names no schema.
    std::erase(path, "");
  }
  of_session(whole_action(input));
}

void read_repeatable(const Input& input) { repeatable(whole_action(input)); }

void read_of_session(const Input& input) { of_session(whole_action(input)); }

void read_explain(const Input& input) {
  Action& action = whole_action(input);
  const Node query = input.node["query"];
  read_query(action, query);
  // EXPLAIN ANALYZE runs it.
  if (option_is_on(option(input.node["options"], "analyze"))) {
    once(input, action);
    return;
  }
  for (Effect& effect : action.effects) effect.access = Access::read;
  repeatable(action);
}

void read_lock(const Input& input) {
  Action& action = whole_action(input);
  // The parser's number is the place in the server's list, which is ours.
  const auto mode = static_cast<LockMode>(input.node["mode"].number());
  for (const Node item : input.node["relations"]) {
    const Element table = relation(item.inside());
    reads(action, table);
    add_lock(action, mode, table);
  }
  of_session(action);
}

}  // namespace dunlin::sql::postgres::kinds
