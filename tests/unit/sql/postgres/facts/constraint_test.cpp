#include <gtest/gtest.h>

#include "sql/postgres/chosen_names.h"
#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

using namespace test;

std::string name_of_first(std::string_view element) {
  const Facts all = facts("alter table t add " + std::string(element));
  return std::get<Exists>(all.actions[0].claims[0]).element.part;
}

TEST(ConstraintFactsTest, AForeignKeyIsStatedInFull) {
  EXPECT_EQ(claims("alter table t add constraint c foreign key (a, b) references s.u (x, y) "
                   "match full on update cascade on delete set null (b) "
                   "deferrable initially deferred not valid"),
            "exists constraint \"c\" of \"t\" columns=a|b deferrable=true deferred=true "
            "kind=foreign key match=full not_valid=true on_delete=set null on_delete_columns=b "
            "on_update=cascade referenced_columns=x|y references=s.u");
}

TEST(ConstraintFactsTest, WhatAForeignKeyDoesNotSayIsTheDefault) {
  EXPECT_EQ(claims("alter table t add foreign key (a) references \"U\""),
            "exists constraint \"t_a_fkey\" of \"t\" columns=a deferrable= deferred= "
            "kind=foreign key match= not_valid= on_delete= on_delete_columns= on_update= "
            "references=\"U\" +unnamed");
}

TEST(ConstraintFactsTest, AForeignKeyLocksBothTablesAlike) {
  EXPECT_EQ(locks("alter table t add foreign key (a) references u"),
            "SHARE ROW EXCLUSIVE on relation \"t\"\nSHARE ROW EXCLUSIVE on relation \"u\"");
  EXPECT_EQ(work("alter table t add foreign key (a) references u"), Work::scan);
  EXPECT_EQ(work("alter table t add foreign key (a) references u not valid"), Work::none);
  EXPECT_EQ(effects("alter table t add foreign key (a) references u (b)"),
            "create constraint \"t_a_fkey\" of \"t\"\n"
            "read column \"a\" of \"t\"\n"
            "read column \"b\" of \"u\"\n"
            "read relation \"u\"");
}

TEST(ConstraintFactsTest, TheWordsOnTimingBehindAColumnBelongToTheirConstraint) {
  EXPECT_EQ(claims("create table t (a int unique references u deferrable initially deferred)"),
            "exists relation \"t\" kind=table +drawn\n"
            "exists column \"a\" of \"t\" +drawn\n"
            "exists constraint \"t_a_key\" of \"t\" columns=a deferrable= deferred= include= "
            "kind=unique nulls_not_distinct= +unnamed\n"
            "exists constraint \"t_a_fkey\" of \"t\" columns=a deferrable=true deferred=true "
            "kind=foreign key match= not_valid= on_delete= on_delete_columns= on_update= "
            "references=u +unnamed");
}

TEST(ConstraintFactsTest, TheServersNames) {
  EXPECT_EQ(name_of_first("primary key (a, b)"), "t_pkey");
  EXPECT_EQ(name_of_first("unique (a, \"B\")"), "t_a_B_key");
  EXPECT_EQ(name_of_first("unique (a) include (\"B\")"), "t_a_B_key");
  EXPECT_EQ(name_of_first("check (a > 0)"), "t_a_check");
  EXPECT_EQ(name_of_first("check (a > b)"), "t_check");
  EXPECT_EQ(name_of_first("check (a > 0 and a < 5)"), "t_a_check");
  EXPECT_EQ(name_of_first("foreign key (a, b) references u"), "t_a_b_fkey");
  EXPECT_EQ(name_of_first("exclude (a with =, (lower('x')) with =)"), "t_a_lower_excl");
  EXPECT_EQ(name_of_first("exclude ((a + 1) with =, (b + 1) with =)"), "t_expr_expr1_excl");
}

TEST(ConstraintFactsTest, NamesThatClashAreNumbered) {
  const Facts all = facts(
      "create table t (a int check (a > 0) check (a < 5), "
      "constraint t_a_check2 check (a <> 3), check (a <> 4))");
  std::string names;
  for (const Claim& claim : all.actions[0].claims) {
    names += std::get<Exists>(claim).element.part + " ";
  }
  EXPECT_EQ(names, " a t_a_check t_a_check1 t_a_check2 t_a_check3 ");
}

TEST(ConstraintFactsTest, TheLongerNameIsCutFirst) {
  EXPECT_EQ(object_name(std::string(40, 't'), std::string(40, 'c'), "fkey"),
            std::string(29, 't') + "_" + std::string(28, 'c') + "_fkey");
  EXPECT_EQ(object_name(std::string(63, 't'), "", "pkey"), std::string(58, 't') + "_pkey");
  EXPECT_EQ(object_name(std::string(57, 't') + "\xC3\xA9", "", "pkey"),
            std::string(57, 't') + "_pkey");
}

TEST(ConstraintFactsTest, KeysNeedNoDrawing) {
  EXPECT_EQ(claims("alter table t add constraint c unique nulls not distinct (a, b) include (d)"),
            "exists constraint \"c\" of \"t\" columns=a|b deferrable= deferred= include=d "
            "kind=unique nulls_not_distinct=true");
  EXPECT_EQ(work("alter table t add unique (a)"), Work::build);
}

TEST(ConstraintFactsTest, APrimaryKeyMakesItsColumnsNotNull) {
  EXPECT_EQ(claims("alter table t add constraint c primary key (a)"),
            "exists constraint \"c\" of \"t\" columns=a deferrable= deferred= include= "
            "kind=primary key nulls_not_distinct=\n"
            "set column \"a\" of \"t\" not_null=true");
}

TEST(ConstraintFactsTest, AConstraintUsingAnIndexTakesItsPlace) {
  EXPECT_EQ(claims("alter table t add constraint c unique using index i"),
            "exists constraint \"c\" of \"t\" kind=unique\n"
            "renamed relation \"i\" to relation \"c\"");
  EXPECT_EQ(claims("alter table t add constraint i primary key using index i"),
            "exists constraint \"i\" of \"t\" kind=primary key");
  EXPECT_EQ(effects("alter table t add constraint c unique using index i"),
            "create constraint \"c\" of \"t\"\n"
            "create relation \"c\"\n"
            "rename relation \"i\"");
  EXPECT_EQ(work("alter table t add constraint c unique using index i"), Work::none);
}

TEST(ConstraintFactsTest, ChecksAreDrawn) {
  EXPECT_EQ(claims("alter table t add constraint c check (a > 0) no inherit not valid"),
            "exists constraint \"c\" of \"t\" kind=check no_inherit=true not_valid=true +drawn");
  EXPECT_EQ(draft("alter table t drop x, add check (a > 0)"), "alter table <t> add check (a > 0)");
}

TEST(ConstraintFactsTest, WhatIsDoneToAConstraint) {
  EXPECT_EQ(claims("alter table t drop constraint if exists c cascade, validate constraint d, "
                   "alter constraint e deferrable initially deferred"),
            "gone constraint \"c\" of \"t\" +tolerant +cascades\n"
            "valid constraint \"d\" of \"t\"\n"
            "set constraint \"e\" of \"t\" deferrable=true deferred=true");
  EXPECT_EQ(locks("alter table t validate constraint d"),
            "SHARE UPDATE EXCLUSIVE on relation \"t\"");
  EXPECT_EQ(claims("alter table t rename constraint a to b"),
            "renamed constraint \"a\" of \"t\" to constraint \"b\" of \"t\"");
}

}  // namespace
}  // namespace dunlin::sql::postgres
