// Our splitters beside psql with a real server, and beside SQLite.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "contract/sql_random_text.h"
#include "sql/postgres/reader.h"
#include "sql/postgres/splitter.h"
#include "sql/sqlite/ability.h"
#include "sql/sqlite/reader.h"
#include "sql/sqlite/splitter.h"
#include "support/postgres_cluster.h"
#include "support/temporary_directory.h"
#include "unit/sql/abilities.h"
#include "unit/sql/snippets.h"

namespace dunlin::sql {
namespace {

using testing::ElementsAreArray;
using Texts = std::vector<std::string>;

// Each statement by its checksum: clients differ in the comments they send along.
template <class Splitter>
Texts ours(const Reader& reader, std::string_view text) {
  std::vector<Problem> problems;
  Splitter splitter(text, problems);
  Texts all;
  for (Statement statement; splitter.next(statement);) {
    // The rows are not sent with it, and without them it would be one with a problem.
    all.push_back(statement.has_data ? "data" : reader.fingerprint(statement.text));
  }
  return all;
}

// psql sends empty statements, too; they are none.
Texts fingerprints(const Reader& reader, const Texts& texts) {
  Texts all;
  for (const std::string& text : texts) {
    if (reader.fingerprint(text) == reader.fingerprint("")) continue;
    const bool rows = text.starts_with("copy ");
    all.push_back(rows ? "data" : reader.fingerprint(text));
  }
  return all;
}

// ---- PostgreSQL ----

// What the log says behind `mark` on a line, with the lines that carry it on behind a tab.
std::string entry_at(const std::string& log, std::size_t begin) {
  std::string text;
  while (true) {
    const std::size_t end = std::min(log.find('\n', begin), log.size());
    text += log.substr(begin, end - begin);
    if (end + 1 >= log.size() || log[end + 1] != '\t') return text;
    text += '\n';
    begin = end + 2;
  }
}

// The statements a client by this name sent. One with a syntax error is not logged as received,
// but named beside its error.
Texts logged(const std::string& log, const std::string& client, const std::string& database) {
  const std::string who = " " + client + "@" + database + " ";
  Texts all;
  for (std::size_t at = log.find(who); at != std::string::npos; at = log.find(who, at)) {
    at += who.size();
    for (const std::string mark : {"LOG:  statement: ", "STATEMENT:  "}) {
      if (log.compare(at, mark.size(), mark) != 0) continue;
      const std::string text = entry_at(log, at + mark.size());
      if (mark[0] == 'L' || all.empty() || all.back() != text) all.push_back(text);
    }
  }
  return all;
}

Texts sent_by_psql(const std::string& client, std::string_view script) {
  dunlin::test::PostgresServer& server = dunlin::test::PostgresServer::shared();
  const dunlin::test::TestDatabase database = server.database();
  database.ask("create table t (a text, b text)");
  const dunlin::test::TemporaryDirectory folder;
  std::ofstream(folder.file("script.sql")) << script;
  const std::string command = "PGAPPNAME=" + client + " '" + dunlin::test::postgres_programs() +
                              "/psql' -X -q -f '" + folder.file("script.sql") + "' '" +
                              database.url() + "' > /dev/null 2>&1";
  EXPECT_NE(std::system(command.c_str()), -1);
  return logged(server.log(), client, database.name());
}

class PostgresSnippetContract : public testing::TestWithParam<test::Snippet> {};

TEST_P(PostgresSnippetContract, PsqlSendsTheStatementsThatWeCut) {
  const std::string client = "snippet_" + std::to_string(GetParam().number);
  const Texts sent = fingerprints(postgres::reader(), sent_by_psql(client, GetParam().text));

  EXPECT_EQ(sent.size(), GetParam().sent);
  EXPECT_THAT(sent,
              ElementsAreArray(ours<postgres::Splitter>(postgres::reader(), GetParam().text)));
}

INSTANTIATE_TEST_SUITE_P(Peers, PostgresSnippetContract,
                         testing::ValuesIn(test::postgres_snippets()));

TEST(PostgresLiteralContract, TheServerJoinsTheLiteralsThatWeTakeForOne) {
  const dunlin::test::PostgresServer& server = dunlin::test::PostgresServer::shared();
  for (const std::string text : {"'a'\n'b'", "'a' -- c'\n 'b'", "e'a' --\n\t-- c\r\n'b'"}) {
    EXPECT_EQ(server.ask("select " + text), "ab") << text;
    EXPECT_EQ(postgres::reader().tokens(text).size(), 1u) << text;
  }
  for (const std::string text : {"'a' 'b'", "'a' /* c\n */ 'b'", "$$a$$\n'b'", "'a' --\n$$b$$"}) {
    EXPECT_THROW(server.ask("select " + text), std::runtime_error) << text;
    EXPECT_EQ(postgres::reader().tokens(text).size(), 2u) << text;
  }
}

class PostgresAbilityContract : public testing::Test {
 protected:
  PostgresAbilityContract() : database_(dunlin::test::PostgresServer::shared().database()) {
    const std::string url = database_.url();
    connection_.reset(PQconnectdb(url.c_str()));
    state_of(
        "create subscription s connection 'host=/nowhere' publication p with "
        "(connect = false, slot_name = x)");
    state_of("alter subscription s enable");
  }
  ~PostgresAbilityContract() override {
    state_of("alter subscription s disable");
    state_of("alter subscription s set (slot_name = none)");
    state_of("drop subscription s");
  }

  std::string state_of(std::string_view statement) {
    std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexec(connection_.get(), std::string(statement).c_str()), &PQclear);
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    return state != nullptr ? state : "";
  }

  std::string state_in_transaction(std::string_view statement) {
    state_of("begin");
    const std::string state = state_of(statement);
    state_of("rollback");
    return state;
  }

  // What the server says when something cannot run inside a transaction block, and when it does
  // not know it: CLUSTER (VERBOSE) is as old as version 17.
  static constexpr std::string_view kRefused = "25001";
  static constexpr std::string_view kUnknown = "42601";

 private:
  dunlin::test::TestDatabase database_;
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_{nullptr, &PQfinish};
};

TEST_F(PostgresAbilityContract, TheServerRefusesInATransactionWhatWeSendAlone) {
  for (const std::string_view text : test::postgres_alone()) {
    EXPECT_THAT(state_in_transaction(text), testing::AnyOf(kRefused, kUnknown)) << text;
  }
}

TEST_F(PostgresAbilityContract, TheServerTakesTheRestInATransaction) {
  for (const std::string_view text : test::postgres_not_alone()) {
    EXPECT_NE(state_in_transaction(text), kRefused) << text;
  }
}

// ---- SQLite ----

class Memory {
 public:
  Memory() {
    sqlite3_open(":memory:", &handle_);
    run(test::kSqliteSetup);
  }
  ~Memory() { sqlite3_close(handle_); }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  // The parts that sqlite3_prepare_v2 takes off the front, one after the other; each is run.
  Texts run(std::string_view script) {
    const std::string text(script);
    const char* at = text.c_str();
    Texts parts;
    while (*at != '\0') {
      sqlite3_stmt* statement = nullptr;
      const char* tail = nullptr;
      EXPECT_EQ(sqlite3_prepare_v2(handle_, at, -1, &statement, &tail), SQLITE_OK)
          << sqlite3_errmsg(handle_) << " in " << at;
      if (statement != nullptr) parts.emplace_back(at, tail);
      while (sqlite3_step(statement) == SQLITE_ROW) continue;
      sqlite3_finalize(statement);
      if (tail == at) break;
      at = tail;
    }
    return parts;
  }

 private:
  sqlite3* handle_ = nullptr;
};

class SqliteSnippetContract : public testing::TestWithParam<test::Snippet> {};

TEST_P(SqliteSnippetContract, SqliteTakesTheStatementsThatWeCut) {
  Memory memory;
  const Texts parts = memory.run(GetParam().text);

  EXPECT_EQ(parts.size(), GetParam().sent);
  EXPECT_THAT(fingerprints(sqlite::reader(), parts),
              ElementsAreArray(ours<sqlite::Splitter>(sqlite::reader(), GetParam().text)));
}

INSTANTIATE_TEST_SUITE_P(Peers, SqliteSnippetContract, testing::ValuesIn(test::sqlite_snippets()));

// A statement is complete at the semicolon where we cut, and at none inside.
bool complete_only_at_end(const Statement& statement) {
  const std::string text = std::string(statement.text) + ";";
  for (const Token& token : sqlite::reader().tokens(text)) {
    if (token.kind != TokenKind::semicolon) continue;
    const bool complete = sqlite3_complete(text.substr(0, token.end()).c_str()) != 0;
    if (complete != (token.end() == text.size())) return false;
  }
  return true;
}

TEST(SqliteCompleteContract, SqliteCutsAnyTextWhereWeDo) {
  const Texts pieces = {"create ", "temp ",    "temporary ", "trigger ", "explain ", "query ",
                        "plan ",   "begin ",   "end",        "end ",     "case ",    ";",
                        "; ",      ";",        "select ",    "'a;'",     "\"b;\"",   "[c;]",
                        "`d;`",    "/* e; */", "-- f;\n",    "1",        ".5",       "x'1;'",
                        ",",       "$g(h;)",   "/",          "*",        "-",        "\n"};
  test::RandomText random(1);
  std::size_t compared = 0;
  for (int i = 0; i < 50000; ++i) {
    // A trigger first makes its END likely.
    const std::string text = (i % 2 == 0 ? "create trigger " : "") + random.made_of(pieces, 30);
    std::vector<Problem> problems;
    sqlite::Splitter splitter(text, problems);
    for (Statement statement; splitter.next(statement);) {
      if (!problems.empty()) break;
      ++compared;
      ASSERT_TRUE(complete_only_at_end(statement)) << statement.text;
    }
  }
  EXPECT_GT(compared, 50000u);
}

// What a setting is after the statement, in a transaction that is then committed or without one.
std::string after(const std::string& statement, bool in_transaction) {
  const dunlin::test::TemporaryDirectory folder;
  sqlite3* handle = nullptr;
  sqlite3_open(folder.file("db").c_str(), &handle);
  std::string said;
  const auto run = [&](const std::string& text) {
    const auto collect = [](void* out, int columns, char** values, char**) {
      for (int i = 0; i < columns; ++i) {
        *static_cast<std::string*>(out) += values[i] != nullptr ? values[i] : "NULL";
      }
      return 0;
    };
    if (sqlite3_exec(handle, text.c_str(), collect, &said, nullptr) != SQLITE_OK) {
      said += sqlite3_errmsg(handle);
    }
  };
  run("create table t(a); create temp table u(a); insert into t values (1);");
  if (in_transaction) run("begin immediate; insert into t values (2);");
  run(statement);
  if (in_transaction) run("commit");
  for (const char* setting : {"foreign_keys", "journal_mode", "synchronous", "temp_store"}) {
    run(std::string("pragma ") + setting);
  }
  sqlite3_close(handle);
  return said;
}

TEST(SqliteAbilityContract, WhatIsAloneFailsOrDoesNothingInATransaction) {
  for (const std::string statement :
       {"vacuum", "vacuum main into ':memory:'", "pragma foreign_keys = on",
        "pragma journal_mode = wal", "pragma synchronous = off", "pragma temp_store = memory",
        "pragma journal_mode = wal; pragma wal_checkpoint"}) {
    EXPECT_TRUE(sqlite::runs_alone(statement));
    EXPECT_NE(after(statement, true), after(statement, false)) << statement;
  }
}

TEST(SqliteAbilityContract, TheRestDoesTheSameInATransaction) {
  for (const std::string_view statement : test::sqlite_not_alone()) {
    EXPECT_EQ(after(std::string(statement), true), after(std::string(statement), false))
        << statement;
  }
}

}  // namespace
}  // namespace dunlin::sql
