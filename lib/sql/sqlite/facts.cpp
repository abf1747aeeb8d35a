#include "sql/sqlite/facts.h"

#include "sql/sqlite/kinds/kind.h"

namespace dunlin::sql::sqlite {

namespace {

Facts facts_over(std::string_view text) {
  Facts facts;
  facts.actions.emplace_back();
  facts.actions.front().text = {0, text.size()};
  return facts;
}

Facts not_understood(std::string_view text) {
  Facts facts = facts_over(text);
  facts.parsed = false;
  facts.opaque = true;
  facts.actions.front().claims = {Once{}};
  return facts;
}

// Nothing is drawn: what a text leaves out has its default.
void say_all(Facts& facts) {
  for (Claim& claim : facts.actions.front().claims) {
    if (auto* exists = std::get_if<Exists>(&claim)) exists->full = true;
  }
}

Facts facts_in(std::string_view text, std::string_view home) {
  const Reading words(text, home);
  for (const Kind& kind : kinds()) {
    Facts facts = facts_over(text);
    if (kind.read(words, facts)) {
      say_all(facts);
      return facts;
    }
  }
  return not_understood(text);
}

}  // namespace

Facts facts_of(const Statement& statement) { return facts_in(statement.text, {}); }

Facts facts_of_stored(std::string_view sql, std::string_view schema) {
  return facts_in(sql, schema);
}

}  // namespace dunlin::sql::sqlite
