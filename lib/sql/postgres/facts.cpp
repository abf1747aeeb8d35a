#include "sql/postgres/facts.h"

#include "base/text.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/kinds/registry.h"
#include "sql/postgres/leading.h"
#include "sql/postgres/parser.h"

namespace dunlin::sql::postgres {

namespace {

Facts unknown(std::string_view text) {
  Facts facts;
  facts.opaque = true;
  facts.parsed = false;
  Action& action = facts.actions.emplace_back();
  action.text = {0, text.size()};
  action.claims.emplace_back(Once{});
  return facts;
}

bool is_readable(std::string_view text) {
  return text.find('\0') == std::string_view::npos && !invalid_utf8(text);
}

Facts facts_of(const Node& statement, const Text& text) {
  Facts facts;
  kinds::read_kind({statement.type(), statement.inside(), text, facts});
  for (std::string& word : kinds::constants_in(statement)) facts.words.push_back(std::move(word));
  return facts;
}

}  // namespace

Facts facts_of(const Statement& statement) {
  if (!is_readable(statement.text)) return unknown(statement.text);
  if (std::optional<Facts> facts = leading_facts(statement.text)) return std::move(*facts);
  std::optional<std::string> json = parse(statement.text);
  if (!json) return unknown(statement.text);
  const Tree tree(std::move(*json));
  const Node statements = tree.root()["stmts"];
  if (statements.count() != 1) return unknown(statement.text);
  return facts_of((*statements.begin())["stmt"], Text(statement.text));
}

}  // namespace dunlin::sql::postgres
