#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "sql/cut.h"
#include "sql/postgres/cut_check.h"
#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

using Pieces = std::vector<std::string>;

const Pieces& soup() {
  static const Pieces kPieces = {"create",
                                 "alter",
                                 "table",
                                 "t",
                                 "s.t",
                                 "\"T\"",
                                 "(",
                                 ")",
                                 ",",
                                 "add",
                                 "drop",
                                 "column",
                                 "a",
                                 "int",
                                 "text",
                                 "primary",
                                 "key",
                                 "check",
                                 "unique",
                                 "foreign",
                                 "default",
                                 "references",
                                 "index",
                                 "on",
                                 "view",
                                 "as",
                                 "select",
                                 "1",
                                 "'x'",
                                 "from",
                                 "type",
                                 "enum",
                                 "constraint",
                                 "set",
                                 "not",
                                 "null",
                                 "insert",
                                 "into",
                                 "values",
                                 "update",
                                 "delete",
                                 "comment",
                                 "is",
                                 "grant",
                                 "to",
                                 "function",
                                 "returns",
                                 "language",
                                 "$$x$$",
                                 "trigger",
                                 "policy",
                                 "using",
                                 "with",
                                 "[",
                                 "]",
                                 "::",
                                 "collate",
                                 "\xC3\xA9",
                                 "\xFF",
                                 "/* c */",
                                 "-- l\n",
                                 "=",
                                 ">",
                                 "'",
                                 "deferrable",
                                 "initially deferred",
                                 "exclude",
                                 "sequence",
                                 "owned by",
                                 "domain",
                                 "schema",
                                 "if not exists",
                                 "concurrently",
                                 "rename",
                                 "do",
                                 "copy"};
  return kPieces;
}

const Pieces& sub_commands() {
  static const Pieces kPieces = {
      "add column a int",
      "add b numeric(10, 2) default f(1, array[1, 2]) not null references u (x) on delete cascade",
      "drop column if exists c cascade",
      "alter d type text using (d || ',')",
      "alter e set default 'a,b'",
      "alter f set not null",
      "add constraint g check (a > 0 and (b, c) in ((1, 2))) not valid",
      "add foreign key (a, b) references s.u (x, y) match full deferrable",
      "add unique (a, b) include (c)",
      "add primary key (a)",
      "add exclude using gist (a with &&, b with =)",
      "validate constraint h",
      "drop constraint i",
      "owner to bob",
      "set (fillfactor = 70, autovacuum_enabled = off)",
      "enable row level security",
      "add j text collate \"C\" -- note, that\n",
      "/* k, */ alter k set statistics -1",
  };
  return kPieces;
}

std::string any_of(const Pieces& pieces) {
  std::string text;
  for (const std::string& piece : *rc::gen::container<Pieces>(rc::gen::elementOf(pieces))) {
    text += piece + " ";
  }
  return text;
}

bool is_within(Range range, std::size_t size) {
  return range.begin <= range.end && range.end <= size;
}

void expect_sound(const Facts& facts, std::size_t size) {
  RC_ASSERT(!facts.actions.empty());
  for (const Action& action : facts.actions) {
    RC_ASSERT(is_within(action.text, size));
    RC_ASSERT(!action.claims.empty());
    if (!action.draft) continue;
    std::size_t end = 0;
    for (const Range& name : action.draft->names) {
      RC_ASSERT(is_within(name, size));
      RC_ASSERT(name.begin >= end);
      end = name.end;
    }
    end = 0;
    for (const Range& cut : action.draft->cuts) {
      RC_ASSERT(is_within(cut, size));
      RC_ASSERT(cut.begin >= end);
      end = cut.end;
    }
  }
}

std::string any_alter(std::vector<std::string>& commands) {
  commands = *rc::gen::resize(
      6, rc::gen::nonEmpty(rc::gen::container<Pieces>(rc::gen::elementOf(sub_commands()))));
  std::string text = "alter table if exists only s.\"T\" ";
  for (std::size_t i = 0; i < commands.size(); ++i) text += (i == 0 ? "" : ", ") + commands[i];
  return text;
}

TEST(FactsPropertiesTest, SoupIsOpaqueAtWorst) {
  rc::check([] {
    const std::string text = any_of(soup());
    expect_sound(reader().facts({0, text}), text.size());
  });
}

TEST(FactsPropertiesTest, ATruncatedStatementIsOpaqueAtWorst) {
  rc::check([] {
    Pieces commands;
    std::string text = any_alter(commands);
    text.resize(*rc::gen::inRange<std::size_t>(0, text.size() + 1));
    expect_sound(reader().facts({0, text}), text.size());
  });
}

TEST(FactsPropertiesTest, WhatIsCutIsTheSubCommandAndNothingElse) {
  rc::check([] {
    Pieces commands;
    const std::string text = any_alter(commands);
    const Statement statement{0, text};
    const Facts facts = reader().facts(statement);
    RC_ASSERT(facts.actions.size() == commands.size());
    std::set<std::size_t> left_out;
    for (std::size_t i = 0; i < commands.size(); ++i) {
      if (*rc::gen::arbitrary<bool>()) left_out.insert(i);
    }
    RC_PRE(left_out.size() < commands.size());
    RC_ASSERT(leaves_out(text, without(statement, facts, left_out), left_out));
  });
}

TEST(CutTest, TheCommaGoesWithTheSubCommand) {
  const std::string text = "alter table t -- head\n add a int, drop b /* c, */, add d int";
  const Statement statement{0, text};
  const Facts facts = reader().facts(statement);
  EXPECT_EQ(without(statement, facts, {}), text);
  EXPECT_EQ(without(statement, facts, {0}), "alter table t -- head\n drop b /* c, */, add d int");
  EXPECT_EQ(without(statement, facts, {1}),
            "alter table t -- head\n add a int /* c, */, add d int");
  EXPECT_EQ(without(statement, facts, {2}), "alter table t -- head\n add a int, drop b");
  EXPECT_EQ(without(statement, facts, {0, 1}), "alter table t -- head\n add d int");
  EXPECT_EQ(without(statement, facts, {0, 2}), "alter table t -- head\n drop b");
}

TEST(CutTest, TheCheckSeesWhatIsLost) {
  EXPECT_TRUE(leaves_out("alter table t add a int, drop b", "alter table t drop b", {0}));
  EXPECT_FALSE(leaves_out("alter table t add a int, drop b", "alter table t drop b", {1}));
  EXPECT_FALSE(leaves_out("alter table t add a int, drop b", "alter table u drop b", {0}));
  EXPECT_FALSE(leaves_out("alter table t add a int, drop b", "alter table t drop b cascade", {0}));
  EXPECT_FALSE(leaves_out("alter table t add a int, drop b", "alter table t", {0, 1}));
}

}  // namespace
}  // namespace dunlin::sql::postgres
