#include "sql/postgres/kinds/registry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "sql/postgres/parser.h"
#include "unit/sql/postgres/facts/spelled.h"

namespace dunlin::sql::postgres {
namespace {

// A statement of each kind.
const std::map<std::string_view, std::string_view>& examples() {
  static const std::map<std::string_view, std::string_view> kExamples = {
      {"AlterCollationStmt", "alter collation c refresh version"},
      {"AlterDatabaseRefreshCollStmt", "alter database d refresh collation version"},
      {"AlterDatabaseSetStmt", "alter database d set a = 1"},
      {"AlterDatabaseStmt", "alter database d connection limit 5"},
      {"AlterDefaultPrivilegesStmt", "alter default privileges grant select on tables to a"},
      {"AlterDomainStmt", "alter domain d set not null"},
      {"AlterEnumStmt", "alter type e add value 'a'"},
      {"AlterEventTrigStmt", "alter event trigger e disable"},
      {"AlterExtensionContentsStmt", "alter extension e add table t"},
      {"AlterExtensionStmt", "alter extension e update"},
      {"AlterFdwStmt", "alter foreign data wrapper w options (a 'b')"},
      {"AlterForeignServerStmt", "alter server s options (a 'b')"},
      {"AlterFunctionStmt", "alter function f(int) stable"},
      {"AlterObjectDependsStmt", "alter function f(int) depends on extension e"},
      {"AlterObjectSchemaStmt", "alter table t set schema s"},
      {"AlterOpFamilyStmt", "alter operator family f using btree add operator 1 < (int, int)"},
      {"AlterOperatorStmt", "alter operator + (int, int) set (restrict = none)"},
      {"AlterOwnerStmt", "alter schema s owner to a"},
      {"AlterPolicyStmt", "alter policy p on t using (true)"},
      {"AlterPublicationStmt", "alter publication p add table t"},
      {"AlterRoleSetStmt", "alter role r set a = 1"},
      {"AlterRoleStmt", "alter role r login"},
      {"AlterSeqStmt", "alter sequence s cycle"},
      {"AlterStatsStmt", "alter statistics s set statistics 5"},
      {"AlterSubscriptionStmt", "alter subscription s enable"},
      {"AlterSystemStmt", "alter system set a = 1"},
      {"AlterTSConfigurationStmt",
       "alter text search configuration c add mapping for word with simple"},
      {"AlterTSDictionaryStmt", "alter text search dictionary d (a = b)"},
      {"AlterTableMoveAllStmt", "alter table all in tablespace a set tablespace b"},
      {"AlterTableSpaceOptionsStmt", "alter tablespace t set (seq_page_cost = 1)"},
      {"AlterTableStmt", "alter table t add a int"},
      {"AlterTypeStmt", "alter type t set (storage = plain)"},
      {"AlterUserMappingStmt", "alter user mapping for a server s options (a 'b')"},
      {"CallStmt", "call p()"},
      {"CheckPointStmt", "checkpoint"},
      {"ClosePortalStmt", "close c"},
      {"ClusterStmt", "cluster t using i"},
      {"CommentStmt", "comment on table t is 'a'"},
      {"CompositeTypeStmt", "create type t as (a int)"},
      {"ConstraintsSetStmt", "set constraints all deferred"},
      {"CopyStmt", "copy t to stdout"},
      {"CreateAmStmt", "create access method a type table handler h"},
      {"CreateCastStmt", "create cast (a as b) without function"},
      {"CreateConversionStmt", "create conversion c for 'UTF8' to 'LATIN1' from f"},
      {"CreateDomainStmt", "create domain d as int"},
      {"CreateEnumStmt", "create type e as enum ()"},
      {"CreateEventTrigStmt", "create event trigger e on ddl_command_end execute function f()"},
      {"CreateExtensionStmt", "create extension e"},
      {"CreateFdwStmt", "create foreign data wrapper w"},
      {"CreateForeignServerStmt", "create server s foreign data wrapper w"},
      {"CreateForeignTableStmt", "create foreign table f (a int) server s"},
      {"CreateFunctionStmt", "create function f() returns int language sql as 'select 1'"},
      {"CreateOpClassStmt", "create operator class c for type int using btree as operator 1 <"},
      {"CreateOpFamilyStmt", "create operator family f using btree"},
      {"CreatePLangStmt", "create language l handler h"},
      {"CreatePolicyStmt", "create policy p on t"},
      {"CreatePublicationStmt", "create publication p"},
      {"CreateRangeStmt", "create type r as range (subtype = int4)"},
      {"CreateRoleStmt", "create role r"},
      {"CreateSchemaStmt", "create schema s"},
      {"CreateSeqStmt", "create sequence s"},
      {"CreateStatsStmt", "create statistics s on a, b from t"},
      {"CreateStmt", "create table t (a int)"},
      {"CreateSubscriptionStmt", "create subscription s connection 'a' publication p"},
      {"CreateTableAsStmt", "create table t as select 1"},
      {"CreateTableSpaceStmt", "create tablespace t location '/a'"},
      {"CreateTransformStmt",
       "create transform for t language l (from sql with function f(internal))"},
      {"CreateTrigStmt", "create trigger g after insert on t execute function f()"},
      {"CreateUserMappingStmt", "create user mapping for a server s"},
      {"CreatedbStmt", "create database d"},
      {"DeallocateStmt", "deallocate all"},
      {"DeclareCursorStmt", "declare c cursor for select 1"},
      {"DefineStmt", "create collation c (locale = 'C')"},
      {"DeleteStmt", "delete from t"},
      {"DiscardStmt", "discard all"},
      {"DoStmt", "do 'begin end'"},
      {"DropOwnedStmt", "drop owned by a"},
      {"DropRoleStmt", "drop role r"},
      {"DropStmt", "drop table t"},
      {"DropSubscriptionStmt", "drop subscription s"},
      {"DropTableSpaceStmt", "drop tablespace t"},
      {"DropUserMappingStmt", "drop user mapping for a server s"},
      {"DropdbStmt", "drop database d"},
      {"ExecuteStmt", "execute p"},
      {"ExplainStmt", "explain select 1"},
      {"FetchStmt", "fetch c"},
      {"GrantRoleStmt", "grant a to b"},
      {"GrantStmt", "grant select on t to a"},
      {"ImportForeignSchemaStmt", "import foreign schema a from server s into b"},
      {"IndexStmt", "create index on t (a)"},
      {"InsertStmt", "insert into t default values"},
      {"ListenStmt", "listen a"},
      {"LoadStmt", "load 'a'"},
      {"LockStmt", "lock t"},
      {"MergeStmt", "merge into t using u on true when matched then do nothing"},
      {"NotifyStmt", "notify a"},
      {"PrepareStmt", "prepare p as select 1"},
      {"ReassignOwnedStmt", "reassign owned by a to b"},
      {"RefreshMatViewStmt", "refresh materialized view v"},
      {"ReindexStmt", "reindex table t"},
      {"RenameStmt", "alter table t rename to u"},
      {"RuleStmt", "create rule r as on insert to t do nothing"},
      {"SecLabelStmt", "security label on table t is 'a'"},
      {"SelectStmt", "select 1"},
      {"TruncateStmt", "truncate t"},
      {"UnlistenStmt", "unlisten *"},
      {"UpdateStmt", "update t set a = 1"},
      {"VacuumStmt", "vacuum"},
      {"VariableSetStmt", "set a = 1"},
      {"VariableShowStmt", "show a"},
      {"ViewStmt", "create view v as select 1"},
  };
  return kExamples;
}

TEST(RegistryTest, EveryKindHasAnExampleThatIsOfThatKind) {
  for (const kinds::Kind& kind : kinds::all()) {
    ASSERT_TRUE(examples().contains(kind.type)) << kind.type;
    const std::string_view example = examples().at(kind.type);
    auto json = parse(example);
    ASSERT_TRUE(json) << example;
    const Tree tree(std::move(*json));
    EXPECT_EQ((*tree.root()["stmts"].begin())["stmt"].type(), kind.type) << example;
    const Facts facts = reader().facts({0, example});
    EXPECT_TRUE(facts.parsed) << example;
    ASSERT_FALSE(facts.actions.empty()) << example;
    for (const Action& action : facts.actions) EXPECT_FALSE(action.claims.empty()) << example;
  }
  EXPECT_EQ(examples().size(), kinds::all().size());
}

TEST(RegistryTest, TheKindsAreSorted) {
  EXPECT_TRUE(
      std::is_sorted(kinds::all().begin(), kinds::all().end(),
                     [](const kinds::Kind& a, const kinds::Kind& b) { return a.type < b.type; }));
}

}  // namespace
}  // namespace dunlin::sql::postgres
