#include <gtest/gtest.h>

#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

using namespace test;

TEST(TypeFactsTest, AnEnumIsItsLabels) {
  EXPECT_EQ(claims("create type s.e as enum ('b', 'a')"),
            "exists type \"s.e\" kind=enum labels=b|a");
  EXPECT_EQ(effects("create type e as enum ('a')"),
            "create label \"a\" of \"e\"\ncreate type \"e\"");
}

TEST(TypeFactsTest, ALabelStandsBesideItsNeighbour) {
  EXPECT_EQ(claims("alter type e add value 'a'"), "label label \"a\" of \"e\"");
  EXPECT_EQ(claims("alter type e add value if not exists 'a' before 'b'"),
            "label label \"a\" of \"e\" before b +tolerant");
  EXPECT_EQ(claims("alter type e add value 'a' after 'b'"), "label label \"a\" of \"e\" after b");
  EXPECT_EQ(claims("alter type e rename value 'a' to 'b'"),
            "renamed label \"a\" of \"e\" to label \"b\" of \"e\"");
}

TEST(TypeFactsTest, CompositesAndRanges) {
  EXPECT_EQ(claims("create type c as (a int, b text)"),
            "exists type \"c\" attributes=a|b kind=composite +drawn\n"
            "exists attribute \"a\" of \"c\" +drawn\n"
            "exists attribute \"b\" of \"c\" +drawn");
  EXPECT_EQ(claims("alter type c add attribute a int, drop attribute if exists b, "
                   "alter attribute d type bigint"),
            "exists attribute \"a\" of \"c\"\n"
            "gone attribute \"b\" of \"c\" +tolerant\n"
            "set attribute \"d\" of \"c\" type=bigint");
  EXPECT_EQ(claims("create type r as range (subtype = float8)"),
            "exists type \"r\" kind=range +drawn");
  EXPECT_EQ(draft("create type s.r as range (subtype = float8)"),
            "create type <s.r> as range (subtype = float8)");
}

TEST(TypeFactsTest, Domains) {
  EXPECT_EQ(claims("create domain d as text check (value <> '') constraint c check (true)"),
            "exists type \"d\" kind=domain +drawn\n"
            "exists constraint \"d_check\" of \"d\" kind=check not_valid= +drawn +unnamed\n"
            "exists constraint \"c\" of \"d\" kind=check not_valid= +drawn");
  EXPECT_EQ(claims("alter domain d set not null"), "set type \"d\" not_null=true");
  EXPECT_EQ(claims("alter domain d drop not null"), "set type \"d\" not_null=");
  EXPECT_EQ(claims("alter domain d set default 1"), "set type \"d\" default=?");
  EXPECT_EQ(claims("alter domain d drop default"), "set type \"d\" default=");
  EXPECT_EQ(claims("alter domain d drop constraint if exists c"),
            "gone constraint \"c\" of \"d\" +tolerant");
  EXPECT_EQ(claims("alter domain d validate constraint c"), "valid constraint \"c\" of \"d\"");
  EXPECT_EQ(claims("alter domain d add constraint c check (value > 0) not valid"),
            "exists constraint \"c\" of \"d\" kind=check not_valid=true +drawn");
}

TEST(FunctionFactsTest, AFunctionIsKnownByItsInputTypes) {
  EXPECT_EQ(claims("create or replace function s.f(a int, inout b text[], out c bool, "
                   "variadic d s.\"T\"[] default null) returns record language plpgsql as 'x'"),
            "exists function \"s.f\"(integer, text[], s.\"T\"[]) kind=function +drawn +replaces");
  EXPECT_EQ(claims("create procedure p(varchar(10), timestamptz) language sql as ''"),
            "exists function \"p\"(character varying, timestamp with time zone) kind=procedure "
            "+drawn");
  EXPECT_EQ(draft("create or replace function s.f() returns int language sql as 'select 1'"),
            "create or replace function <s.f>() returns int language sql as 'select 1'");
  EXPECT_EQ(claims("create aggregate a(int) (sfunc = f, stype = int)"),
            "exists function \"a\"(integer) kind=aggregate +drawn");
}

TEST(FunctionFactsTest, ABodyInSqlIsReadWhenTheFunctionIsMade) {
  EXPECT_EQ(effects("create function f() returns int language sql as 'select a from s.t'"),
            "create function \"f\"()\nread relation \"s.t\"");
  EXPECT_EQ(effects("create function f() returns int return (select max(a) from t)"),
            "create function \"f\"()\nread column \"a\" of \"t\"\nread function \"max\"\n"
            "read relation \"t\"");
  EXPECT_EQ(effects("create function f() returns int language plpgsql as 'select a from t'"),
            "create function \"f\"()");
}

TEST(FunctionFactsTest, DropAndChange) {
  EXPECT_EQ(claims("drop function if exists f(int, out text), g"),
            "gone function \"f\"(integer) +tolerant\ngone function \"g\" +tolerant");
  EXPECT_EQ(claims("alter function f(int) immutable strict"),
            "set function \"f\"(integer) strict=true volatility=immutable");
  EXPECT_EQ(claims("alter function f(int) cost 5 set work_mem = '1MB'"),
            "set function \"f\"(integer) cost=5\n"
            "set function \"f\"(integer) settings=work_mem=1MB +includes");
  EXPECT_EQ(claims("alter function f(int) set search_path = a"),
            "set function \"f\"(integer) settings=search_path=a +includes");
  EXPECT_EQ(claims("alter function f(int) set search_path = a, b"), "repeatable");
  EXPECT_EQ(claims("alter function f(int) reset all"), "repeatable");
  EXPECT_EQ(claims("alter function f(int) set schema s"),
            "renamed function \"f\"(integer) to function \"s.f\"(integer)");
}

TEST(TriggerFactsTest, ATriggerIsDrawnOnACopyOfItsTable) {
  const std::string_view sql =
      "create or replace trigger g before update of a on s.t for each row "
      "when (old.b is not null) execute function s.f()";
  EXPECT_EQ(claims(sql), "exists trigger \"g\" of \"s.t\" +drawn +replaces");
  EXPECT_EQ(effects(sql),
            "create trigger \"g\" of \"s.t\"\n"
            "read column \"a\" of \"s.t\"\n"
            "read column \"b\" of \"s.t\"\n"
            "read function \"s.f\"\n"
            "read relation \"s.t\"");
  EXPECT_EQ(facts(sql).actions[0].draft->on, (Element{ElementKind::relation, "s", "t", ""}));
  EXPECT_EQ(locks(sql), "SHARE ROW EXCLUSIVE on relation \"s.t\"");
  EXPECT_EQ(claims("drop trigger if exists g on s.t"), "gone trigger \"g\" of \"s.t\" +tolerant");
}

TEST(TriggerFactsTest, RulesPoliciesAndEventTriggers) {
  EXPECT_EQ(claims("create rule r as on insert to t do instead nothing"),
            "exists rule \"r\" of \"t\" +drawn");
  EXPECT_EQ(draft("create policy p on s.t using (a = 1)"),
            "create policy p on <s.t> using (a = 1)");
  EXPECT_EQ(claims("create policy p on t using (a = 1)"), "exists policy \"p\" of \"t\" +drawn");
  EXPECT_EQ(claims("alter policy p on t to bob with check (true)"),
            "set policy \"p\" of \"t\" check=? roles=?");
  EXPECT_EQ(claims("create event trigger e on ddl_command_end when tag in ('a', 'b') "
                   "execute function f()"),
            "exists event trigger \"e\" event=ddl_command_end function=f tags=a|b +full");
  EXPECT_EQ(claims("alter event trigger e disable"), "set event trigger \"e\" enabled=disabled");
}

}  // namespace
}  // namespace dunlin::sql::postgres
