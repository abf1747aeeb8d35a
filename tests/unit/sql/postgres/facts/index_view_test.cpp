#include <gtest/gtest.h>

#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

using namespace test;

TEST(IndexFactsTest, AnIndexLivesInTheSchemaOfItsTable) {
  EXPECT_EQ(claims("create index if not exists i on s.t (a)"),
            "exists relation \"s.i\" kind=index +drawn +tolerant");
  EXPECT_EQ(effects("create index i on t (a, lower(b)) include (c) where d > 0"),
            "create relation \"i\"\n"
            "read column \"a\" of \"t\"\n"
            "read column \"b\" of \"t\"\n"
            "read column \"c\" of \"t\"\n"
            "read column \"d\" of \"t\"\n"
            "read function \"lower\"\n"
            "read relation \"t\"");
  EXPECT_EQ(work("create index i on t (a)"), Work::build);
}

TEST(IndexFactsTest, ADraftBuildsItAtOnce) {
  EXPECT_EQ(draft("create unique index concurrently if not exists i on only s.t using gin (a)"),
            "create unique index   i on only <s.t> using gin (a)");
}

TEST(IndexFactsTest, ConcurrentlyTakesAWeakerLock) {
  EXPECT_EQ(locks("create index i on t (a)"), "SHARE on relation \"t\"");
  EXPECT_EQ(locks("create index concurrently i on t (a)"),
            "SHARE UPDATE EXCLUSIVE on relation \"t\"");
}

TEST(IndexFactsTest, TheServersName) {
  EXPECT_EQ(claims("create index on t (a, lower(b), (c + 1))"),
            "exists relation \"t_a_lower_expr_idx\" kind=index +drawn +unnamed");
  EXPECT_EQ(claims("create index on t (a, (a::text)) include (b)"),
            "exists relation \"t_a_a1_b_idx\" kind=index +drawn +unnamed");
}

TEST(IndexFactsTest, DropAndRename) {
  EXPECT_EQ(claims("drop index concurrently if exists s.i"), "gone relation \"s.i\" +tolerant");
  EXPECT_EQ(claims("alter index s.i rename to j"), "renamed relation \"s.i\" to relation \"s.j\"");
  EXPECT_EQ(locks("alter index s.i rename to j"), "SHARE UPDATE EXCLUSIVE on relation \"s.i\"");
}

TEST(ViewFactsTest, AViewReadsWhatItsQueryNames) {
  EXPECT_EQ(claims("create or replace view v as select 1"),
            "exists relation \"v\" kind=view +drawn +replaces");
  EXPECT_EQ(effects("create view v as with w as (select x from a) "
                    "select w.x, b.y from w join s.b on b.id = w.x where b.k = 'one'::s.kind"),
            "create relation \"v\"\n"
            "read column \"id\" of \"s.b\"\n"
            "read column \"k\" of \"s.b\"\n"
            "read column \"y\" of \"s.b\"\n"
            "read relation \"a\"\n"
            "read relation \"s.b\"\n"
            "read type \"s.kind\"");
  EXPECT_EQ(draft("create view s.v (a) as select 1"), "create view <s.v> (a) as select 1");
}

TEST(ViewFactsTest, AMaterializedViewIsDrawnAsAPlainOne) {
  EXPECT_EQ(draft("create materialized view if not exists s.v (a) using heap with (fillfactor=70) "
                  "tablespace t as select 1 as b with no data"),
            "create  view  <s.v> (a)  as select 1 as b ");
  EXPECT_EQ(draft("create materialized view v as select 1"), "create  view <v> as select 1");
  EXPECT_EQ(claims("create materialized view v as select 1"),
            "exists relation \"v\" kind=materialized view +drawn");
}

TEST(ViewFactsTest, RefreshDoesNoHarmAgain) {
  EXPECT_EQ(claims("refresh materialized view v"), "repeatable");
  EXPECT_EQ(locks("refresh materialized view concurrently v"), "EXCLUSIVE on relation \"v\"");
}

TEST(WordsTest, ConstantsOfTheStatementMayBeLabels) {
  EXPECT_EQ(facts("create index i on t (a) where k = 'open'").words,
            std::vector<std::string>{"open"});
  EXPECT_EQ(facts("do $$ begin update t set k = 'open'; end $$").words,
            std::vector<std::string>{"open"});
  EXPECT_TRUE(
      facts("create function f() returns void language sql as 'select ''open'''").words.empty());
}

}  // namespace
}  // namespace dunlin::sql::postgres
