#include <gtest/gtest.h>

#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

using namespace test;

TEST(DropFactsTest, EachObjectIsGone) {
  EXPECT_EQ(claims("drop table if exists s.a, b cascade"),
            "gone relation \"s.a\" +tolerant +cascades\ngone relation \"b\" +tolerant +cascades");
  EXPECT_TRUE(facts("drop table a").actions[0].loses_data);
  EXPECT_FALSE(facts("drop view a").actions[0].loses_data);
  EXPECT_FALSE(facts("drop type a").actions[0].loses_data);
  EXPECT_TRUE(facts("drop type a cascade").actions[0].loses_data);
  EXPECT_EQ(claims("drop type s.a"), "gone type \"s.a\"");
  EXPECT_EQ(claims("drop schema a"), "gone schema \"a\"");
  EXPECT_EQ(claims("drop policy p on t"), "gone policy \"p\" of \"t\"");
  EXPECT_EQ(claims("drop operator s.+ (int, int)"), "gone operator \"s.+(integer, integer)\"");
  EXPECT_EQ(claims("drop cast (int as text)"), "gone cast \"integer AS text\"");
  EXPECT_EQ(claims("drop operator class s.c using btree"),
            "gone operator class \"s.c USING btree\"");
}

TEST(RenameFactsTest, RenamesAndMoves) {
  EXPECT_EQ(claims("alter table if exists s.t rename to u"),
            "renamed relation \"s.t\" to relation \"s.u\" +tolerant");
  EXPECT_EQ(claims("alter table t set schema s"), "renamed relation \"t\" to relation \"s.t\"");
  EXPECT_EQ(claims("alter type t rename to u"), "renamed type \"t\" to type \"u\"");
  EXPECT_EQ(claims("alter schema a rename to b"), "renamed schema \"a\" to schema \"b\"");
  EXPECT_EQ(claims("alter domain d rename constraint a to b"),
            "renamed constraint \"a\" of \"d\" to constraint \"b\" of \"d\"");
  EXPECT_EQ(claims("alter trigger a on t rename to b"),
            "renamed trigger \"a\" of \"t\" to trigger \"b\" of \"t\"");
  EXPECT_EQ(claims("alter type t rename attribute a to b"),
            "renamed attribute \"a\" of \"t\" to attribute \"b\" of \"t\"");
  EXPECT_EQ(claims("alter role a rename to b"), "renamed role \"a\" to role \"b\"");
  EXPECT_EQ(facts("alter role a rename to b").scope, Scope::cluster);
  EXPECT_EQ(claims("alter function f(int) owner to bob"), "set function \"f\"(integer) owner=bob");
}

TEST(CommentFactsTest, OnEveryKindOfObject) {
  EXPECT_EQ(claims("comment on column s.t.a is 'x'"), "set column \"a\" of \"s.t\" comment=x");
  EXPECT_EQ(claims("comment on table t is null"), "set relation \"t\" comment=");
  EXPECT_EQ(claims("comment on type s.t is 'x'"), "set type \"s.t\" comment=x");
  EXPECT_EQ(claims("comment on constraint c on s.t is 'x'"),
            "set constraint \"c\" of \"s.t\" comment=x");
  EXPECT_EQ(claims("comment on constraint c on domain s.d is 'x'"),
            "set constraint \"c\" of \"s.d\" comment=x");
  EXPECT_EQ(claims("comment on function f(int) is 'x'"), "set function \"f\"(integer) comment=x");
  EXPECT_EQ(claims("comment on schema s is 'x'"), "set schema \"s\" comment=x");
  EXPECT_EQ(claims("comment on trigger g on t is 'x'"), "set trigger \"g\" of \"t\" comment=x");
  EXPECT_EQ(locks("comment on column t.a is 'x'"), "SHARE UPDATE EXCLUSIVE on relation \"t\"");
}

TEST(GrantFactsTest, PrivilegesAreLines) {
  EXPECT_EQ(claims("grant select, insert on t to bob, public"),
            "set relation \"t\" acl=bob=SELECT|bob=INSERT|PUBLIC=SELECT|PUBLIC=INSERT +includes");
  EXPECT_EQ(claims("grant usage on schema s to bob with grant option"),
            "set schema \"s\" acl=bob=USAGE* +includes");
  EXPECT_EQ(claims("revoke execute on function f(int) from bob"),
            "set function \"f\"(integer) acl=bob=EXECUTE|bob=EXECUTE* +excludes");
  EXPECT_EQ(claims("grant all on schema s to bob"),
            "set schema \"s\" acl=bob=CREATE|bob=USAGE +includes");
  EXPECT_EQ(claims("grant select (a), update (b) on t to bob"),
            "set column \"a\" of \"t\" acl=bob=SELECT +includes\n"
            "set column \"b\" of \"t\" acl=bob=UPDATE +includes");
}

TEST(GrantFactsTest, WhatTheTextDoesNotTellIsRepeatable) {
  EXPECT_EQ(claims("grant select on all tables in schema s to bob"), "repeatable");
  EXPECT_EQ(claims("grant select on t to current_user"), "repeatable");
  EXPECT_EQ(claims("alter default privileges in schema s grant select on tables to bob"),
            "repeatable");
  EXPECT_EQ(claims("grant a, b to bob"), "set role \"bob\" member_of=a|b +includes");
}

TEST(SequenceFactsTest, ASequenceBelongsToATableOfItsOwnPlace) {
  EXPECT_EQ(draft("create sequence s.q increment by -1 owned by t.a start 5"),
            "create sequence <s.q> increment by -1  start 5");
  EXPECT_EQ(claims("create sequence if not exists q owned by t.a"),
            "exists relation \"q\" kind=sequence owned_by=t.a +drawn +tolerant");
}

TEST(SequenceFactsTest, ACounterIsNeverSetBackTwice) {
  EXPECT_EQ(claims("alter sequence q restart with 5"), "once");
  EXPECT_EQ(claims("alter sequence q increment -5 minvalue 0 maxvalue 10 no cycle owned by none"),
            "set relation \"q\" cycle= increment=-5 maximum=10 minimum=0 owned_by=");
  EXPECT_EQ(claims("alter sequence q no minvalue"), "repeatable");
  EXPECT_EQ(effects("select setval('s.\"Q\"', 5)"),
            "change relation \"s.Q\"\nread function \"setval\"");
}

TEST(SchemaFactsTest, WhatStandsInCreateSchemaIsMadeInIt) {
  EXPECT_EQ(claims("create schema if not exists s authorization bob"),
            "exists schema \"s\" owner=bob +tolerant");
  EXPECT_EQ(claims("create schema s create table t (a int)"),
            "exists schema \"s\"\n"
            "exists relation \"s.t\" kind=table\n"
            "exists column \"a\" of \"s.t\"");
}

TEST(OtherFactsTest, ExtensionsStatisticsAndPublications) {
  EXPECT_EQ(claims("create extension if not exists e with schema s version '1.2'"),
            "exists extension \"e\" schema=s version=1.2 +tolerant");
  EXPECT_EQ(claims("alter extension e update to '2'"), "set extension \"e\" version=2");
  EXPECT_EQ(draft("create statistics if not exists s.st on a, b from s.t"),
            "create statistics if not exists <s.st> on a, b from <s.t>");
  EXPECT_EQ(claims("alter statistics st set statistics 50"), "set statistics \"st\" target=50");
  EXPECT_EQ(claims("create publication p for table a, s.b with (publish = 'insert, update')"),
            "exists publication \"p\" all_tables= operations=insert|update tables=a|s.b");
  EXPECT_EQ(claims("alter publication p add table a"), "set publication \"p\" tables=a +includes");
  EXPECT_EQ(claims("create operator === (leftarg = int, rightarg = text, function = f)"),
            "exists operator \"===(integer, text)\"");
}

}  // namespace
}  // namespace dunlin::sql::postgres
