// Statements on the session, the file or statistics: nothing of theirs is looked up, and they do no
// harm when they run again.

#include "sql/sqlite/kinds/kind.h"

namespace dunlin::sql::sqlite {

namespace {

bool repeatable(Facts& facts, Scope scope, Work work = Work::none) {
  facts.scope = scope;
  facts.actions.front().work = work;
  facts.actions.front().claims.emplace_back(Repeatable{});
  return true;
}

bool of_session(Facts& facts, Scope scope) {
  facts.scope = scope;
  facts.actions.front().claims.emplace_back(Repeatable{true});
  return true;
}

bool once(Facts& facts, Scope scope) {
  facts.scope = scope;
  facts.opaque = true;
  facts.actions.front().claims.emplace_back(Once{});
  return true;
}

}  // namespace

bool read_pragma(Reading words, Facts& facts) {
  if (!words.eat("pragma") || !words.qualified_name()) return false;
  return of_session(facts, Scope::database);
}

// Each revision starts without attached files, so attaching one again is no error.
bool read_attach(Reading words, Facts& facts) {
  return words.eat("attach") && !words.done() && of_session(facts, Scope::outside);
}

bool read_detach(Reading words, Facts& facts) {
  return words.eat("detach") && !words.done() && of_session(facts, Scope::outside);
}

bool read_analyze(Reading words, Facts& facts) {
  return words.eat("analyze") && repeatable(facts, Scope::table, Work::scan);
}

bool read_reindex(Reading words, Facts& facts) {
  return words.eat("reindex") && repeatable(facts, Scope::table, Work::build);
}

// INTO writes a file, and refuses one that is there.
bool read_vacuum(Reading words, Facts& facts) {
  if (!words.eat("vacuum")) return false;
  if (words.seek("into")) return once(facts, Scope::outside);
  return repeatable(facts, Scope::database, Work::rewrite);
}

bool read_explain(Reading words, Facts& facts) {
  return words.eat("explain") && repeatable(facts, Scope::table);
}

}  // namespace dunlin::sql::sqlite
