#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sql/sqlite/facts/telling.h"

namespace dunlin::sql::sqlite {
namespace {

using test::claims;
using test::effects;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// The claims of a table with this in its parentheses, but for the table itself.
std::vector<std::string> inside(const std::string& text, const std::string& options = "") {
  std::vector<std::string> all = claims("create table t (" + text + ") " + options);
  all.erase(all.begin());
  return all;
}

TEST(CreateTableTest, TheTableComesFirstThenColumnsThenConstraints) {
  EXPECT_THAT(claims("CREATE TABLE Users (Id INTEGER PRIMARY KEY, \"Email\" TEXT NOT NULL)"),
              ElementsAre("relation users {kind=table}", "column users.id {type=integer}",
                          "column users.email {not_null=true, type=text}",
                          "constraint users.users_pkey? {columns=id, kind=primary key}"));
}

TEST(CreateTableTest, SchemasAreKept) {
  EXPECT_THAT(claims("create table main.t (a)"), Contains("column main.t.a {}"));
}

TEST(CreateTableTest, TemporaryOnesLeaveNothing) {
  EXPECT_THAT(claims("create temp table t (a)"), ElementsAre("repeatable"));
  EXPECT_THAT(claims("create table temp.t (a)"), ElementsAre("repeatable"));
  EXPECT_THAT(effects("create temp table t (a)"), ElementsAre("create relation temp.t"));
  const Facts stored = facts_of_stored("CREATE TABLE t(a)", "temp");
  EXPECT_EQ(test::told(stored.actions.front().claims.front()),
            "relation temp.t {kind=table, persistence=temporary}");
}

TEST(CreateTableTest, IfNotExistsIsTolerant) {
  EXPECT_THAT(claims("create table if not exists t (a)"),
              Contains("relation t {kind=table} if not exists"));
}

TEST(CreateTableTest, OptionsAreAttributes) {
  EXPECT_THAT(claims("create table t (a text primary key) strict, without rowid"),
              ElementsAre("relation t {kind=table, strict=true, without_rowid=true}",
                          "column t.a {not_null=true, type=text}",
                          "constraint t.t_pkey? {columns=a, kind=primary key}"));
}

TEST(CreateTableTest, WithoutRowidImpliesNotNull) {
  EXPECT_THAT(inside("a integer, b, primary key (a, b)", "without rowid"),
              testing::IsSupersetOf(
                  {"column t.a {not_null=true, type=integer}", "column t.b {not_null=true}"}));
}

TEST(CreateTableTest, StrictImpliesNotNullButForTheRowid) {
  EXPECT_THAT(inside("a integer primary key", "strict"), Contains("column t.a {type=integer}"));
  EXPECT_THAT(inside("a int primary key", "strict"),
              Contains("column t.a {not_null=true, type=int}"));
}

TEST(CreateTableTest, TypesAreAsWritten) {
  EXPECT_THAT(inside("a VARCHAR ( 20 ), b double  precision, c, d decimal(10,2) not null"),
              ElementsAre("column t.a {type=varchar(20)}", "column t.b {type=double precision}",
                          "column t.c {}", "column t.d {not_null=true, type=decimal(10, 2)}"));
}

TEST(CreateTableTest, DefaultsAreTermsOrExpressions) {
  EXPECT_THAT(
      inside("a default 1, b default -1, c default 'X', d default (1 + 1), e default (2)"),
      ElementsAre("column t.a {default=1}", "column t.b {default=-1}", "column t.c {default='X'}",
                  "column t.d {default=1 + 1}", "column t.e {default=2}"));
  EXPECT_THAT(inside("a default CURRENT_TIMESTAMP not null, b default NULL, c default TRUE"),
              ElementsAre("column t.a {default=current_timestamp, not_null=true}",
                          "column t.b {default=null}", "column t.c {default=true}"));
}

TEST(CreateTableTest, AQuotedNameAsDefaultIsAString) {
  EXPECT_THAT(inside("a default \"It's\""), ElementsAre("column t.a {default='It''s'}"));
}

TEST(CreateTableTest, GeneratedColumns) {
  EXPECT_THAT(
      inside("a int, b text generated always as (a || 'x') stored, c as (A+1), d int as (a)"),
      ElementsAre("column t.a {type=int}",
                  "column t.b {generated=a || 'x', generated_kind=stored, type=text}",
                  "column t.c {generated=a + 1, generated_kind=virtual}",
                  "column t.d {generated=a, generated_kind=virtual, type=int}"));
}

TEST(CreateTableTest, CollationsAndConflicts) {
  EXPECT_THAT(inside("a text collate NOCASE not null on conflict ignore, b collate binary"),
              ElementsAre("column t.a {collation=nocase, not_null=true, on_conflict=ignore, "
                          "type=text}",
                          "column t.b {}"));
}

TEST(CreateTableTest, KeysOfColumns) {
  EXPECT_THAT(inside("a integer primary key desc on conflict replace autoincrement, b unique"),
              testing::IsSupersetOf(
                  {"constraint t.t_pkey? {autoincrement=true, columns=a desc, kind=primary key, "
                   "on_conflict=replace}",
                   "constraint t.t_b_key? {columns=b, kind=unique}"}));
}

TEST(CreateTableTest, KeysOfTheTable) {
  EXPECT_THAT(
      inside("a, b, constraint PK primary key (A, b desc), unique (b collate nocase, a) on "
             "conflict fail"),
      testing::IsSupersetOf({"constraint t.pk {columns=a|b desc, kind=primary key}",
                             "constraint t.t_b_a_key? {columns=b collate nocase|a, kind=unique, "
                             "on_conflict=fail}"}));
  EXPECT_THAT(inside("a integer, primary key (a autoincrement)"),
              Contains("constraint t.t_pkey? {autoincrement=true, columns=a, kind=primary key}"));
}

TEST(CreateTableTest, ChecksOfColumnAndTable) {
  EXPECT_THAT(inside("a check (A>0) check (a < 9), constraint c check(a<>b)"),
              ElementsAre("column t.a {}", "constraint t.t_a_check? {definition=a > 0, kind=check}",
                          "constraint t.t_a_check1? {definition=a < 9, kind=check}",
                          "constraint t.c {definition=a <> b, kind=check}"));
}

TEST(CreateTableTest, ForeignKeysAreStructural) {
  EXPECT_THAT(inside("[My a] references u (\"X y\")"),
              Contains("constraint t.t_my a_fkey? {columns=\"my a\", kind=foreign key, "
                       "referenced_columns=\"x y\", references=main.u}"));
  EXPECT_THAT(inside("a references U"),
              Contains("constraint t.t_a_fkey? {columns=a, kind=foreign key, references=main.u}"));
  EXPECT_THAT(
      inside(
          "a, b, constraint f foreign key (a, b) references \"my u\" (x, y) on delete set null on "
          "update cascade match full deferrable initially deferred"),
      Contains("constraint t.f {columns=a|b, deferrable=true, deferred=true, kind=foreign key, "
               "match=full, on_delete=set null, on_update=cascade, referenced_columns=x|y, "
               "references=main.\"my u\"}"));
  EXPECT_THAT(inside("a references u on delete no action not null deferrable initially immediate"),
              ElementsAre("column t.a {not_null=true}",
                          "constraint t.t_a_fkey? {columns=a, deferrable=true, kind=foreign key, "
                          "references=main.u}"));
}

TEST(CreateTableTest, CommasBetweenConstraintsMayBeLeftOut) {
  EXPECT_THAT(inside("a int primary key (a) constraint x unique (a) foreign key (a) references u"),
              testing::SizeIs(4));
}

TEST(CreateTableTest, TwoConstraintsOfOneNameAreTwo) {
  EXPECT_THAT(inside("a, constraint c check (a > 0), constraint c check (a < 9)"),
              testing::IsSupersetOf({"constraint t.c {definition=a > 0, kind=check}",
                                     "constraint t.c1? {definition=a < 9, kind=check}"}));
}

TEST(CreateTableTest, NamesMayBeStringsAndOddWords) {
  EXPECT_THAT(claims("create table 'T' ('A b' text, key, [C] , `d``e`)"),
              ElementsAre("relation t {kind=table}", "column t.a b {type=text}", "column t.key {}",
                          "column t.c {}", "column t.d`e {}"));
}

TEST(CreateTableTest, EffectsAreTheTableAndWhatItRefersTo) {
  EXPECT_THAT(effects("create table t (a references u, b references t)"),
              ElementsAre("create relation t", "read relation u"));
}

TEST(CreateTableTest, AsSelectStatesTheTableAlone) {
  EXPECT_THAT(claims("create table t as select * from u"), ElementsAre("relation t {kind=table}"));
  EXPECT_THAT(effects("create table t as select * from u"),
              ElementsAre("create relation t", "read relation u"));
}

TEST(CreateTableTest, WhatIsNotUnderstoodIsOpaque) {
  for (const char* text :
       {"create table", "create table t", "create table t (", "create table t (a,",
        "create table t (a) with stuff", "create table t (a check)", "create table t (a default)",
        "create table t (a references)", "create table t (a, foreign key (a))",
        "create table t (a constraint)", "create table t (a) without",
        "create table t (a int) x"}) {
    const Facts facts = test::facts(text);
    EXPECT_FALSE(facts.parsed) << text;
    EXPECT_TRUE(facts.opaque) << text;
    EXPECT_THAT(claims(text), ElementsAre("once")) << text;
    EXPECT_THAT(effects(text), IsEmpty()) << text;
  }
}

TEST(CreateTableTest, WhatIsStoredIsOfItsDatabase) {
  const Facts facts = facts_of_stored("CREATE TABLE t(a REFERENCES u)", "temp");
  EXPECT_EQ(test::told(facts.actions.front().claims.back()),
            "constraint temp.t.t_a_fkey? {columns=a, kind=foreign key, references=temp.u}");
}

}  // namespace
}  // namespace dunlin::sql::sqlite
