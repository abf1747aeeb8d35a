#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "sql/sqlite/canonical.h"
#include "sql/sqlite/kinds/kind.h"
#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using Pieces = std::vector<std::string>;

const Pieces& pieces() {
  static const Pieces kPieces = {
      "create",     "table",     "temp",       "index",   "unique",  "view",     "trigger",
      "virtual",    "using",     "drop",       "alter",   "rename",  "to",       "add",
      "column",     "if",        "not",        "exists",  "null",    "default",  "primary",
      "key",        "check",     "foreign",    "as",      "on",      "conflict", "replace",
      "references", "delete",    "set",        "cascade", "select",  "from",     "insert",
      "into",       "values",    "update",     "where",   "with",    "begin",    "end",
      "before",     "collate",   "constraint", "strict",  "without", "rowid",    "desc",
      "deferrable", "initially", "generated",  "always",  "stored",  "pragma",   "join",
      "t",          "u",         "a",          "\"B c\"", "[d]",     "'e'",      "1",
      "-",          "(",         "(",          ")",       ")",       ",",        ".",
      "=",          ";",         "main",       "/* c */", "\"",      "'",        "[",
      "match",      "or",        "distinct"};
  return kPieces;
}

const Pieces& statements() {
  static const Pieces kStatements = {
      "create table if not exists main.t (a integer primary key autoincrement, b text not null "
      "default 'x' collate nocase check (b <> ''), c references u (id) on delete set null "
      "deferrable initially deferred, d as (a + 1) stored, constraint k unique (a, b desc) on "
      "conflict ignore, foreign key (a, b) references v) strict, without rowid",
      "create unique index if not exists i on t (a, lower(b) desc, c collate nocase) where a > 0",
      "create trigger g after update of a, b on t for each row when new.a begin update t set a = "
      "1; "
      "delete from u where a in (select b from v); end",
      "with recursive x(n) as (select 1 union select n from x) insert into t (a) select n from x",
      "update or ignore t set (a, b) = (1, 2), c = 3 from u join v on 1 where a",
      "alter table t add column a int not null default (1 + 1) references u match full"};
  return kStatements;
}

std::string joined(const Pieces& parts) {
  std::string text;
  for (const std::string& part : parts) text += part + " ";
  return text;
}

// Has its ranges inside the text, and says something.
void check(const std::string& text) {
  const Facts facts = test::facts(text);
  RC_ASSERT(facts.actions.size() == 1u);
  const Action& action = facts.actions.front();
  RC_ASSERT(action.text.begin <= action.text.end);
  RC_ASSERT(action.text.end <= text.size());
  RC_ASSERT(!action.claims.empty());
  RC_ASSERT(!action.draft);
  RC_ASSERT(facts.parsed || facts.opaque);
  for (const Claim& claim : action.claims) {
    if (const auto* exists = std::get_if<Exists>(&claim)) {
      RC_ASSERT(std::is_sorted(exists->stated.begin(), exists->stated.end()));
    }
  }
}

TEST(FactsPropertiesTest, AnyTokensHaveFacts) {
  EXPECT_TRUE(
      rc::check([] { check(joined(*rc::gen::container<Pieces>(rc::gen::elementOf(pieces())))); }));
}

TEST(FactsPropertiesTest, AStatementWithOtherTokensInItHasFacts) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = *rc::gen::elementOf(statements());
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const std::string piece = *rc::gen::elementOf(pieces());
    check(text.substr(0, at) + " " + piece + " " + text.substr(at));
  }));
}

TEST(FactsPropertiesTest, ATruncatedStatementHasFacts) {
  for (const std::string& text : statements()) {
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const Facts facts = test::facts(std::string(text.substr(0, size)));
      ASSERT_FALSE(facts.actions.front().claims.empty());
    }
    EXPECT_TRUE(test::facts(text).parsed) << text;
  }
}

TEST(FactsPropertiesTest, TheCanonicalTextOfAStatementHasItsFacts) {
  for (const std::string& text : statements()) {
    EXPECT_EQ(test::claims(canonical(text)), test::claims(text));
    EXPECT_EQ(test::effects(canonical(text)), test::effects(text));
  }
}

TEST(FactsPropertiesTest, DeepParenthesesAreNoTrouble) {
  const std::size_t depth = 100000;
  const std::string text =
      "create table t (a check (" + std::string(depth, '(') + "1" + std::string(depth, ')') + "))";

  EXPECT_TRUE(test::facts(text).parsed);
}

TEST(FactsPropertiesTest, KindsHaveDifferentNames) {
  for (const Kind& a : kinds()) {
    for (const Kind& b : kinds()) EXPECT_TRUE(&a == &b || a.name != b.name) << a.name;
  }
}

}  // namespace
}  // namespace dunlin::sql::sqlite
