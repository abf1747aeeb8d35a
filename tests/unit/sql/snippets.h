#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/dialect.h"

namespace dunlin::sql::test {

/// One of the texts on which the splitters of other tools were seen to fail, by its number in
/// our notes on them. tests/contract holds the numbers against the servers.
struct Snippet {
  int number;
  std::string_view text;
  std::size_t sent;        ///< statements that the database's own client would send
  std::size_t statements;  ///< of those, what dunlin runs: a pair of BEGIN and COMMIT is none
  std::size_t alone = 0;   ///< of those, what cannot share a transaction

  friend void PrintTo(const Snippet& snippet, std::ostream* out) {
    *out << snippet.number << ": " << snippet.text;
  }
};

inline const std::vector<Snippet>& postgres_snippets() {
  static const std::vector<Snippet> kSnippets = {
      {1, "/* outer /* inner ; */ still ; */ select 1;", 1, 1},
      {2, "select 1 -- don't; split\n + 1;", 1, 1},
      {3, "do $a$ begin perform $$x;y$$; perform $b$;$b$; end $a$;", 1, 1},
      {4, "create table foo$$bar(a int); select 1 as a$b$c;", 2, 2},
      {5, "create function p(int,int) returns int language sql as 'select $1+$2; select $2';", 1,
       1},
      {6,
       "create function f(n int) returns int language sql begin atomic select case when n>0 then 1 "
       "else 0 end; select 2; end; select 6;",
       2, 2},
      {7,
       "create function f(t text) returns text language sql begin atomic select lower($1); end; "
       "select 6;",
       2, 2},
      {8, "create rule r as on insert to t do instead (delete from t; notify t;);", 1, 1},
      {9, R"(select E'it\'s; fine', 'plain\';)", 1, 1},
      {10, R"(select 'C:\dir\'; select 2;)", 2, 2},
      {11, R"(select 1 as "a;b""c";)", 1, 1},
      {12, "select '--not; a comment'; select '/*' || ';' || '*/';", 2, 2},
      {13, "select U&'d!0061t;a' uescape '!';", 1, 1},
      {14, "select 'a;'\n'b';", 1, 1},
      {15, "do $x$\r\nbegin\r\n perform 1;\r\nend\r\n$x$;", 1, 1},
      {16, "select 1;\nselect 2", 2, 2},
      {17, "\xEF\xBB\xBFselect 1;", 1, 1},
      {18, ";;; select 1 ;; /* c */ ; -- end", 1, 1},
      {19, "-- nothing here;\n/* nor here; */\n", 0, 0},
      {20, "select 1; -- trailing ; no newline at EOF", 1, 1},
      {21, R"(create table e("end" int, "begin" int); select "end" from e;)", 2, 2},
      {22, "begin; select 1; commit;", 3, 1},
      {23, "do 'begin perform ''x;y''; end';", 1, 1},
      {24, "create function g() returns text as $$begin return ''; end;$$language plpgsql;", 1, 1},
      {25, "do $$ begin perform '^foo$'; perform 'a$b'; end $$;", 1, 1},
      {26, "select 3 */* c; */ 4;", 1, 1},
      {27, R"(select '{"a":"${HOME};%s:NAME"}'::jsonb ? 'a';)", 1, 1},
      {28, "select '\n-- +goose Down\n-- migrate:down\n-- dunlin: off;\n';", 1, 1},
      {29,
       "create procedure p() language sql begin atomic insert into t values (1); delete from t "
       "where a=2; end;",
       1, 1},
      {30, "select b'101', x'1F', n'a;b';", 1, 1},
      {31, "create table t(a int); insert into t values (1); select 1;", 3, 3},
      {32, "select (';)'), '(';", 1, 1},
      {33, "comment on schema public is 'begin; end; case';", 1, 1},
      {34, "select 1 as begin_atomic, 2 as atomic;", 1, 1},
      {35, "select ';'::char, (array[1,2,3])[1:2];", 1, 1},
      {36,
       "select\xC2\xA0"
       "1;",
       1, 1},
      {37, "copy t(a,b) from stdin;\n1\ta;b\n\\.\nselect 1;", 2, 2},
      {38,
       "\\restrict tok\nset statement_timeout = 0;\n"
       "select pg_catalog.set_config('search_path','',false);\n\\unrestrict tok\n",
       2, 2},
      {39, "insert into t values ('line1\n\\line2');", 1, 1},
      {40, "alter type mood add value 'b'; select 'b'::mood;", 2, 2},
      {41,
       "vacuum; reindex (concurrently) table t; alter table p detach partition c concurrently; "
       "cluster; alter database d set tablespace s; alter system reset all; "
       "drop index concurrently i; create database dunlin_41; drop database dunlin_41; "
       "create tablespace dunlin_41 location '/nowhere'; drop tablespace dunlin_41; discard all; "
       "call p_that_commits();",
       13, 13, 12},
      {42,
       "create or replace function f() returns int language sql begin atomic select 1; end\n"
       "-- a comment\n;",
       1, 1},
  };
  return kSnippets;
}

inline const std::vector<Snippet>& sqlite_snippets() {
  static const std::vector<Snippet> kSnippets = {
      {43,
       "create trigger t after update on a begin update a set x=case when new.x>1 then 1 else 0 "
       "end; delete from a; end; select 1;",
       2, 2},
      {44,
       "create trigger t after update on a when case new.x when 1 then 1 else 0 end begin "
       "delete from a; end;",
       1, 1},
      {45,
       R"(create table "end"("begin"); create trigger "begin" after insert on "end" )"
       "begin select 1; end;",
       2, 2},
      {46, "create table [a;b]([c;d] int); select [c;d] from [a;b];", 2, 2},
      {46, "create table `x;y`(q);", 1, 1},
      {47, "/* a /* b */ select 1;", 1, 1},
      {47, "select 1; /* never closed", 1, 1},
      {48, "begin; create table e(x); end;", 3, 1},
      {48, "explain create trigger t after insert on a begin delete from a; end;", 1, 1},
      {49, "pragma foreign_keys=off;", 1, 1, 1},
      {49, "pragma journal_mode=wal;", 1, 1, 1},
      {49, "vacuum;", 1, 1, 1},
  };
  return kSnippets;
}

/// What the snippets name must be there before SQLite compiles them.
inline constexpr std::string_view kSqliteSetup = "create table a(x);";

}  // namespace dunlin::sql::test
