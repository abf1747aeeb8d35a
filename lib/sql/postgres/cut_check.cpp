#include "sql/postgres/cut_check.h"

#include <tuple>
#include <utility>
#include <vector>

#include "sql/postgres/parser.h"
#include "sql/postgres/tree.h"

namespace dunlin::sql::postgres {

namespace {

using Entry = std::tuple<Value::Kind, std::string_view, std::string_view>;

// Everything in a node but where it stands.
void add_entries(std::vector<Entry>& entries, Node node) {
  for (const Value* at = node.first_value(); at != node.last_value(); ++at) {
    if (at->key != "location") entries.emplace_back(at->kind, at->key, at->text);
  }
}

Node alter_of(const Tree& tree) {
  const Node statements = tree.root()["stmts"];
  return statements.count() == 1 ? (*statements.begin())["stmt"]["AlterTableStmt"] : Node();
}

std::vector<Entry> entries_of(Node alter, const std::set<std::size_t>& left_out) {
  std::vector<Entry> entries;
  for (const Node member : alter) {
    if (member.key() != "cmds") {
      add_entries(entries, member);
      continue;
    }
    std::size_t i = 0;
    for (const Node command : member) {
      if (!left_out.contains(i++)) add_entries(entries, command);
    }
  }
  return entries;
}

}  // namespace

bool leaves_out(std::string_view statement, std::string_view cut,
                const std::set<std::size_t>& left_out) {
  auto before = parse(statement);
  auto after = parse(cut);
  if (!before || !after) return false;
  const Tree whole(std::move(*before));
  const Tree rest(std::move(*after));
  return alter_of(whole) && alter_of(rest) &&
         entries_of(alter_of(whole), left_out) == entries_of(alter_of(rest), {});
}

}  // namespace dunlin::sql::postgres
