#include <gtest/gtest.h>

#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

using namespace test;

TEST(TableFactsTest, ATableStandsBeforeItsColumnsAndTheseBeforeItsConstraints) {
  EXPECT_EQ(claims("create table s.t (id int primary key, a text not null check (a <> ''))"),
            "exists relation \"s.t\" kind=table +drawn\n"
            "exists column \"id\" of \"s.t\" +drawn\n"
            "exists column \"a\" of \"s.t\" +drawn\n"
            "exists constraint \"t_pkey\" of \"s.t\" columns=id deferrable= deferred= include= "
            "kind=primary key nulls_not_distinct= +unnamed\n"
            "exists constraint \"t_a_check\" of \"s.t\" kind=check no_inherit= not_valid= +drawn "
            "+unnamed");
}

TEST(TableFactsTest, NamesAreFoldedAndCutAsTheServerDoes) {
  const std::string longest(70, 'x');
  EXPECT_EQ(facts("create table \"My\".T ()").actions[0].effects[0].element,
            (Element{ElementKind::relation, "My", "t", ""}));
  EXPECT_EQ(facts("create table " + longest + " ()").actions[0].effects[0].element.name,
            std::string(63, 'x'));
}

TEST(TableFactsTest, WhatComesWithItIsAnEffect) {
  EXPECT_EQ(effects("create table t (id bigserial primary key, a s.kind default s.f())"),
            "create column \"a\" of \"t\"\n"
            "create column \"id\" of \"t\"\n"
            "create constraint \"t_pkey\" of \"t\"\n"
            "create relation \"t\"\n"
            "create relation \"t_id_seq\"\n"
            "create relation \"t_pkey\"\n"
            "read function \"s.f\"\n"
            "read type \"s.kind\"");
}

TEST(TableFactsTest, KeysOnTheSameColumnsAreOne) {
  EXPECT_EQ(claims("create table t (id int, unique (id), unique (a, id), primary key (id))"),
            "exists relation \"t\" kind=table +drawn\n"
            "exists column \"id\" of \"t\" +drawn\n"
            "exists constraint \"t_a_id_key\" of \"t\" columns=a|id deferrable= deferred= include= "
            "kind=unique nulls_not_distinct= +unnamed\n"
            "exists constraint \"t_pkey\" of \"t\" columns=id deferrable= deferred= include= "
            "kind=primary key nulls_not_distinct= +unnamed");
}

TEST(TableFactsTest, ADraftHasNoForeignKeys) {
  EXPECT_EQ(draft("create table t (a int references u(x) on delete cascade not null, b int, "
                  "foreign key (b) references v)"),
            "create table <t> (a int  not null, b int)");
  EXPECT_EQ(draft("create table t (foreign key (a) references u, foreign key (b) references v, "
                  "a int, b int)"),
            "create table <t> (  a int, b int)");
  EXPECT_EQ(draft("create table t (a int constraint c references u deferrable initially deferred "
                  "collate \"C\")"),
            "create table <t> (a int  collate \"C\")");
}

TEST(TableFactsTest, AnUnloggedTableIsDrawnAsATemporaryOne) {
  EXPECT_EQ(draft("create unlogged table s.t (a int)"), "create  table <s.t> (a int)");
  EXPECT_EQ(claims("create unlogged table t ()"),
            "exists relation \"t\" kind=table persistence=unlogged +drawn");
}

TEST(TableFactsTest, APartitionIsDrawnOnACopyOfItsParent) {
  const std::string_view sql = "create table p partition of s.q for values in (1)";
  EXPECT_EQ(draft(sql), "create table <p> partition of <s.q> for values in (1)");
  EXPECT_EQ(facts(sql).actions[0].draft->on, (Element{ElementKind::relation, "s", "q", ""}));
  EXPECT_EQ(claims("create table if not exists p partition of s.q for values in (1)"),
            "exists relation \"p\" kind=table partition_of=s.q +drawn +tolerant");
  EXPECT_EQ(locks("create table p partition of q default"), "ACCESS EXCLUSIVE on relation \"q\"");
}

TEST(TableFactsTest, WhatIsReferredToIsLocked) {
  EXPECT_EQ(locks("create table t (a int references u, b int references t)"),
            "SHARE ROW EXCLUSIVE on relation \"u\"");
}

TEST(TableFactsTest, ATemporaryTableLeavesNothing) {
  EXPECT_EQ(claims("create temp table t (a int)"), "repeatable");
  EXPECT_EQ(claims("create temporary table t as select 1"), "repeatable");
}

TEST(TableFactsTest, ATableOfAQueryHasItsColumns) {
  EXPECT_EQ(claims("create table t as select a from u"),
            "exists relation \"t\" kind=table +drawn +whole");
  EXPECT_EQ(draft("create table s.t as select a from u"), "create table <s.t> as select a from u");
  EXPECT_EQ(claims("create table t as execute p"), "exists relation \"t\" kind=table");
  EXPECT_EQ(draft("create table t as execute p"), "none");
  EXPECT_EQ(claims("select a into t from u"), "exists relation \"t\" kind=table");
  EXPECT_EQ(effects("select a into t from u"),
            "create relation \"t\"\nread column \"a\" of \"u\"\nread relation \"u\"");
}

TEST(TableFactsTest, AForeignTableIsOnAServer) {
  EXPECT_EQ(claims("create foreign table f (a int) server s"),
            "exists relation \"f\" kind=foreign table server=s +drawn\n"
            "exists column \"a\" of \"f\" +drawn");
}

TEST(TableFactsTest, SubCommandsAreActionsOfTheirOwn) {
  const std::string_view sql =
      "alter table only s.t add column a numeric(10,2), drop b, alter c set default f(1, 2)";
  EXPECT_EQ(actions(sql), "add column a numeric(10,2)\ndrop b\nalter c set default f(1, 2)");
  EXPECT_EQ(draft(sql), "alter table only <s.t> add column a numeric(10,2)");
}

TEST(TableFactsTest, SettingsOfATableAreSet) {
  EXPECT_EQ(claims("alter table t enable row level security, force row level security, "
                   "owner to bob, set (fillfactor = 70), replica identity full, "
                   "set tablespace fast, set unlogged, cluster on i, set without cluster"),
            "set relation \"t\" row_security=true\n"
            "set relation \"t\" force_row_security=true\n"
            "set relation \"t\" owner=bob\n"
            "set relation \"t\" options=fillfactor=70 +includes\n"
            "set relation \"t\" replica_identity=full\n"
            "set relation \"t\" tablespace=fast\n"
            "set relation \"t\" persistence=unlogged\n"
            "set relation \"t\" clustered_on=i\n"
            "set relation \"t\" clustered_on=");
  EXPECT_EQ(claims("alter table t disable row level security, no force row level security, "
                   "owner to current_user"),
            "set relation \"t\" row_security=\n"
            "set relation \"t\" force_row_security=\n"
            "repeatable");
}

TEST(TableFactsTest, TriggersAndRulesAreSwitchedByName) {
  EXPECT_EQ(claims("alter table t disable trigger a, enable trigger b, enable always trigger c, "
                   "enable replica rule d, disable trigger all"),
            "set trigger \"a\" of \"t\" enabled=disabled\n"
            "set trigger \"b\" of \"t\" enabled=\n"
            "set trigger \"c\" of \"t\" enabled=always\n"
            "set rule \"d\" of \"t\" enabled=replica\n"
            "repeatable");
}

TEST(TableFactsTest, PartitionsAndParents) {
  EXPECT_EQ(claims("alter table q attach partition p for values in (1)"),
            "set relation \"p\" partition_of=q bound=?");
  EXPECT_EQ(claims("alter index q attach partition p"), "set relation \"p\" partition_of=q");
  EXPECT_EQ(locks("alter table q attach partition p for values in (1)"),
            "SHARE UPDATE EXCLUSIVE on relation \"q\"\nACCESS EXCLUSIVE on relation \"p\"");
  EXPECT_EQ(claims("alter table q detach partition p"), "set relation \"p\" bound= partition_of=");
  EXPECT_EQ(locks("alter table q detach partition p concurrently"),
            "SHARE UPDATE EXCLUSIVE on relation \"q\"\nSHARE UPDATE EXCLUSIVE on relation \"p\"");
  EXPECT_EQ(claims("alter table t inherit p, no inherit q"),
            "set relation \"t\" inherits=p +includes\nset relation \"t\" inherits=q +excludes");
}

}  // namespace
}  // namespace dunlin::sql::postgres
