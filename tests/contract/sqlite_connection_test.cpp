// What only a SQLite connection does, how it begins, and why it does not.

#include <signal.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "contract/connection_fixture.h"
#include "db/errors.h"
#include "db/sqlite/database.h"

namespace dunlin::db {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class SqliteConnectionTest : public testing::Test {
 protected:
  config::Url url(const std::string& file = "test.db", const std::string& query = "") const {
    return config::parse_url("sqlite:///" + directory.file(file) + query);
  }

  std::unique_ptr<Connection> make(const std::string& file = "test.db") const {
    return sqlite::open(url(file), {.create = true});
  }

  static Unreachable failure_of(const config::Url& url, const OpenOptions& options = {}) {
    try {
      sqlite::open(url, options);
    } catch (const Unreachable& error) {
      return error;
    }
    ADD_FAILURE() << "opened";
    return {{}, false};
  }

  test::TemporaryDirectory directory;
};

TEST_F(SqliteConnectionTest, AMissingFileIsNamedAndNotMade) {
  const Unreachable error = failure_of(url());
  EXPECT_EQ(error.code(), code::kDatabaseMissing);
  EXPECT_THAT(error.first().message, HasSubstr(directory.file("test.db")));
  EXPECT_THAT(error.first().next, ElementsAre("dunlin create"));
  EXPECT_FALSE(error.can_heal);
  EXPECT_FALSE(std::filesystem::exists(directory.file("test.db")));
}

TEST_F(SqliteConnectionTest, ARelativePathThatIsMeantAbsoluteIsNoticed) {
  make();
  config::Url relative = url();
  relative.path.erase(0, 1);
  EXPECT_THAT(failure_of(relative).first().notes,
              Contains(HasSubstr("sqlite:///" + directory.file("test.db"))));
}

TEST_F(SqliteConnectionTest, ADirectoryAtThePathIsNoDatabase) {
  std::filesystem::create_directory(directory.file("test.db"));
  for (const bool create : {false, true}) {
    const Unreachable error = failure_of(url(), {.create = create});
    EXPECT_EQ(error.code(), code::kNotADatabase);
    EXPECT_THAT(error.first().message, HasSubstr("is a directory (a volume mounted"));
  }
}

TEST_F(SqliteConnectionTest, AMissingDirectoryIsNamed) {
  const Unreachable error = failure_of(url("no/where/test.db"), {.create = true});
  EXPECT_EQ(error.code(), code::kDatabaseMissing);
  EXPECT_THAT(error.first().message,
              HasSubstr("the directory '" + directory.file("no/where") + "' does not exist"));
}

TEST_F(SqliteConnectionTest, AnotherKindOfFileIsNoDatabase) {
  std::ofstream(directory.file("test.db")) << "this is text, and more of it than a header has";
  const Unreachable error = failure_of(url());
  EXPECT_EQ(error.code(), code::kNotADatabase);
  EXPECT_EQ(error.first().sqlstate, "SQLITE_NOTADB");
  EXPECT_FALSE(error.can_heal);
}

TEST_F(SqliteConnectionTest, AFileThatMayNotBeReadIsRefused) {
  make()->run("CREATE TABLE t (id integer)");
  ::chmod(directory.path().c_str(), 0755);
  ::chmod(directory.file("test.db").c_str(), 0000);
  const int code = in_child([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) return 1;
    const Unreachable error = failure_of(url());
    return error.code() == code::kConnectRefused &&
                   error.first().message.find("Permission denied") != std::string::npos
               ? 42
               : 2;
  });
  EXPECT_EQ(code, 42);
}

TEST_F(SqliteConnectionTest, AFileThatMayOnlyBeReadSaysSo) {
  make()->run("CREATE TABLE t (id integer)");
  ::chmod(directory.path().c_str(), 0755);
  ::chmod(directory.file("test.db").c_str(), 0444);
  const int code = in_child([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) return 1;
    const auto connection = sqlite::open(url());
    if (!connection->server().read_only) return 2;
    const auto error = thrown<ServerError>([&] { connection->run("DROP TABLE t"); });
    return error.sqlstate == "SQLITE_READONLY" ? 42 : 3;
  });
  EXPECT_EQ(code, 42);
}

TEST_F(SqliteConnectionTest, WriteAheadLoggingNeedsAWritableDirectory) {
  make()->run("PRAGMA journal_mode = WAL; CREATE TABLE t (id integer)");
  ::chmod(directory.file("test.db").c_str(), 0666);
  ::chmod(directory.path().c_str(), 0555);
  const int code = in_child([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) return 1;
    const Unreachable error = failure_of(url());
    for (const std::string& note : error.first().notes) {
      if (note.find("WAL mode") != std::string::npos) return 42;
    }
    return 2;
  });
  EXPECT_EQ(code, 42);
  ::chmod(directory.path().c_str(), 0755);
}

TEST_F(SqliteConnectionTest, ReadOnlySessionsChangeNothing) {
  make()->run("CREATE TABLE t (id integer)");
  for (const auto& connection : {sqlite::open(url(), {.read_only = true}).release(),
                                 sqlite::open(url("test.db", "?mode=ro")).release()}) {
    const std::unique_ptr<Connection> owner(connection);
    EXPECT_TRUE(connection->server().read_only);
    EXPECT_EQ(thrown<ServerError>([&] { connection->run("DROP TABLE t"); }).sqlstate,
              "SQLITE_READONLY");
  }
}

TEST_F(SqliteConnectionTest, ADatabaseInMemoryNeedsNoFile) {
  const auto connection = sqlite::open(config::parse_url("sqlite://"));
  connection->run("CREATE TABLE t (id integer)");
  EXPECT_EQ(connection->server().database, ":memory:");
}

TEST_F(SqliteConnectionTest, ALockedDatabaseIsBusyAtOnce) {
  const auto first = make();
  const auto second = make();
  first->run("BEGIN IMMEDIATE");
  EXPECT_EQ(thrown<ServerError>([&] { second->run("BEGIN IMMEDIATE"); }).sqlstate, "SQLITE_BUSY");
  EXPECT_EQ(second->transaction(), Transaction::none);
}

TEST_F(SqliteConnectionTest, ABusyTimeoutWaitsForTheLock) {
  const auto first = make();
  const auto patient = sqlite::open(url(), {.busy_timeout = Milliseconds(20'000)});
  const auto hasty = sqlite::open(url("test.db", "?busy_timeout=50"));
  first->run("BEGIN IMMEDIATE");
  EXPECT_EQ(thrown<ServerError>([&] { hasty->run("BEGIN IMMEDIATE"); }).sqlstate, "SQLITE_BUSY");
  const Soon commit([&] { first->run("COMMIT"); });
  patient->run("BEGIN IMMEDIATE");
  EXPECT_EQ(patient->transaction(), Transaction::open);
}

TEST_F(SqliteConnectionTest, ASignalEndsTheWaitForALock) {
  const auto first = make();
  first->run("BEGIN IMMEDIATE");
  const int code = in_child([&] {
    Interrupt::install();
    const auto second = sqlite::open(url(), {.busy_timeout = Milliseconds(60'000)});
    const Soon kill([] { ::kill(::getpid(), SIGTERM); });
    const auto error = thrown<ServerError>([&] { second->run("BEGIN IMMEDIATE"); });
    return error.sqlstate == "SQLITE_BUSY" && Interrupt::signal() == SIGTERM ? 42 : 1;
  });
  EXPECT_EQ(code, 42);
}

TEST_F(SqliteConnectionTest, AStatementThatEndsTheTransactionSaysSo) {
  const auto connection = make();
  connection->run("CREATE TABLE t (id integer PRIMARY KEY); INSERT INTO t VALUES (1)");
  connection->run("BEGIN; INSERT INTO t VALUES (2)");
  const auto error = thrown<ServerError>(
      [&] { connection->run("INSERT OR ROLLBACK INTO t VALUES (1); INSERT INTO t VALUES (3)"); });

  EXPECT_EQ(error.sqlstate, "SQLITE_CONSTRAINT_PRIMARYKEY");
  EXPECT_THAT(error.first().notes, Contains(HasSubstr("ended the transaction")));
  EXPECT_EQ(connection->transaction(), Transaction::none);
  EXPECT_THAT(connection->run("SELECT id FROM t").rows, ElementsAre(Row{"1"}));
}

TEST_F(SqliteConnectionTest, ErrorsNameTheVersion) {
  const auto connection = make();
  const auto error = thrown<ServerError>([&] { connection->run("SELECT nope"); });
  EXPECT_THAT(error.first().notes, Contains(StartsWith("SQLite 3.")));
  EXPECT_EQ(connection->server().version_number / 1'000'000, 3);
}

TEST_F(SqliteConnectionTest, ATriggersBodyIsPartOfItsStatement) {
  const auto connection = make();
  const Result result = connection->run(
      "CREATE TABLE t (id integer); CREATE TRIGGER r AFTER INSERT ON t BEGIN "
      "DELETE FROM t WHERE id = 1; DELETE FROM t WHERE id = 2; END; INSERT INTO t VALUES (2)");
  EXPECT_EQ(result.completed, 3u);
  EXPECT_THAT(connection->run("SELECT * FROM t").rows, IsEmpty());
}

TEST_F(SqliteConnectionTest, BytesComeAsTheyAre) {
  using namespace std::string_literals;
  EXPECT_THAT(make()->run("SELECT x'00ff41', x'', 1.5, 12").rows,
              ElementsAre(Row{"\0\xff"
                              "A"s,
                              "", "1.5", "12"}));
}

TEST_F(SqliteConnectionTest, AResetLeavesNothingOfTheSession) {
  make("other.db");
  const auto connection = make();
  connection->run("CREATE TABLE t (id integer); CREATE VIEW v AS SELECT 1");
  connection->run("CREATE TEMP TABLE t (id integer); CREATE TEMP VIEW \"a \"\"view\" AS SELECT 1");
  connection->run("ATTACH '" + directory.file("other.db") + "' AS \"o\"\"ther\"");
  connection->reset();
  EXPECT_THAT(connection->run("SELECT name FROM temp.sqlite_schema").rows, IsEmpty());
  EXPECT_THAT(connection->run("SELECT name FROM pragma_database_list WHERE name <> 'temp'").rows,
              ElementsAre(ElementsAre("main")));
  EXPECT_THAT(connection->run("SELECT name FROM main.sqlite_schema ORDER BY name").rows,
              ElementsAre(ElementsAre("t"), ElementsAre("v")));
}

TEST_F(SqliteConnectionTest, AResetUndoesTheSettingsOfTheSession) {
  const auto connection = make();
  connection->run("CREATE TABLE t (id integer CHECK (id > 0))");
  const auto fresh = make();
  for (const char* setting : {"query_only", "ignore_check_constraints", "recursive_triggers",
                              "foreign_keys", "reverse_unordered_selects", "writable_schema"}) {
    const std::string pragma = std::string("PRAGMA ") + setting;
    const Row before = fresh->run(pragma).rows.at(0);
    connection->run(pragma + (before[0] == "0" ? " = ON" : " = OFF"));
    EXPECT_NE(connection->run(pragma).rows.at(0), before) << setting;
    connection->reset();
    EXPECT_EQ(connection->run(pragma).rows.at(0), before) << setting;
  }
  connection->run("PRAGMA case_sensitive_like = ON");
  connection->reset();
  EXPECT_EQ(connection->run("SELECT 'a' LIKE 'A'").rows.at(0).at(0), "1");
}

TEST_F(SqliteConnectionTest, AResetLeavesAnOpenTransactionOpen) {
  const auto connection = make();
  connection->run("CREATE TABLE t (id integer); BEGIN; INSERT INTO t VALUES (1)");
  connection->run("CREATE TEMP TABLE s (id integer)");
  connection->reset();
  EXPECT_EQ(connection->transaction(), Transaction::open);
  EXPECT_THAT(connection->run("SELECT name FROM temp.sqlite_schema").rows, IsEmpty());
  connection->run("COMMIT");
  EXPECT_THAT(connection->run("SELECT id FROM t").rows, ElementsAre(ElementsAre("1")));
}

TEST_F(SqliteConnectionTest, CopyIsRefused) {
  const auto connection = make();
  EXPECT_THAT(thrown<ServerError>([&] { connection->copy_in("COPY t FROM STDIN", "1\n"); }).what(),
              HasSubstr("SQLite has no COPY"));
  EXPECT_THAT(connection->take_notices(), IsEmpty());
}

TEST_F(SqliteConnectionTest, DatabasesAreMadeOnceAndDropped) {
  EXPECT_FALSE(sqlite::database_exists(url()));
  EXPECT_TRUE(sqlite::create_database(url()));
  EXPECT_GT(std::filesystem::file_size(directory.file("test.db")), 0u);
  EXPECT_FALSE(sqlite::create_database(url()));
  EXPECT_TRUE(sqlite::database_exists(url()));
  sqlite::open(url())->run("PRAGMA journal_mode = WAL; CREATE TABLE t (id integer)");
  EXPECT_TRUE(sqlite::drop_database(url()));
  EXPECT_FALSE(sqlite::drop_database(url()));
  EXPECT_TRUE(std::filesystem::is_empty(directory.path()));
}

TEST_F(SqliteConnectionTest, OnlyADatabaseThatNobodyUsesIsDropped) {
  std::ofstream(directory.file("notes.txt")) << "this is text, and more of it than a header has";
  EXPECT_THROW(sqlite::drop_database(url("notes.txt")), Unreachable);
  EXPECT_TRUE(std::filesystem::exists(directory.file("notes.txt")));

  const auto connection = make();
  connection->run("BEGIN IMMEDIATE");
  EXPECT_EQ(thrown<ServerError>([&] { sqlite::drop_database(url()); }).sqlstate, "SQLITE_BUSY");
  EXPECT_TRUE(std::filesystem::exists(directory.file("test.db")));
}

TEST_F(SqliteConnectionTest, AMissingDirectoryIsNotMade) {
  EXPECT_THROW(sqlite::create_database(url("no/test.db")), Unreachable);
  EXPECT_FALSE(std::filesystem::exists(directory.file("no")));
}

}  // namespace
}  // namespace dunlin::db
