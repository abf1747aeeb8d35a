// A run beside sessions that hold what it needs. Nothing here asserts how long something takes:
// whoever would have to wait for ever has a limit of its own, and fails.

#include <thread>

#include "run_fixture.h"

namespace dunlin::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

using Files = std::map<std::string, std::string>;

/// Two revisions: what is there, and what needs a lock on it within a tenth of a second.
Files revisions(const std::string& first, const std::string& second) {
  return {{"migrations/r1__a/revision.yaml", "parents: []\n"},
          {"migrations/r1__a/up.sql", first},
          {"migrations/r2__b/revision.yaml", "parents: [r1]\ntimeouts: {lock: 100ms}\n"},
          {"migrations/r2__b/up.sql", second}};
}

class RunLocksTest : public testing::Test {
 protected:
  /// Applies the first revision alone, and has a session of somebody else run something in a
  /// transaction that stays open.
  void hold(const Files& files, const std::string& sql) {
    Files first = files;
    std::erase_if(first,
                  [](const auto& file) { return file.first.find("r2__b") != std::string::npos; });
    Runner(target_, first).upgrade();
    holder_ = target_.session();
    holder_->run("BEGIN; " + sql);
  }

  void release() { holder_->run("COMMIT"); }

  Target target_{Dialect::postgresql};
  std::unique_ptr<db::Connection> holder_;
};

TEST_F(RunLocksTest, ReadersBehindABlockedAlterGoOn) {
  const Files files = revisions("CREATE TABLE t (a int);", "ALTER TABLE t ADD COLUMN b int;");
  hold(files, "SELECT * FROM t");
  Runner runner(target_, files);
  std::thread run([&] { runner.upgrade(); });

  const auto reader = target_.session();
  reader->run("SET statement_timeout = '20s'");
  int reads = 0;
  // The holder never lets go meanwhile: behind an ALTER that waits for it, this would wait, too.
  for (; runner.observer.times_blocked < 3; ++reads) reader->run("SELECT * FROM t");
  release();
  run.join();

  EXPECT_GT(reads, 0);
  EXPECT_THAT(runner.observer.ran, ElementsAre("r2"));
}

TEST_F(RunLocksTest, ALongUpdateIsNeitherCancelledNorRepeated) {
  const Files files = revisions(
      "CREATE TABLE t (a int); CREATE TABLE u (a int); INSERT INTO u VALUES (0); "
      "CREATE SEQUENCE runs;",
      "UPDATE u SET a = nextval('runs') WHERE pg_sleep(0.3) IS NOT NULL;\n"
      "ALTER TABLE t ADD COLUMN b int;\nUPDATE u SET a = a + 10;\n");
  hold(files, "SELECT * FROM t");
  Runner runner(target_, files);
  runner.observer.on_blocked = [&](const execute::Blocked& blocked) {
    EXPECT_EQ(blocked.statement, 1U);
    EXPECT_EQ(blocked.tries, runner.observer.times_blocked + 1);
    EXPECT_THAT(blocked.by, SizeIs(1));
    if (blocked.tries == 3) release();
  };

  runner.upgrade();

  EXPECT_EQ(runner.observer.times_blocked, 3);
  EXPECT_EQ(target_.ask("SELECT a FROM u"), "11");
  EXPECT_EQ(target_.ask("SELECT last_value FROM runs"), "1");
}

// They hold what we want and want what we hold: the server sees it only while both are in its
// queue.
TEST_F(RunLocksTest, RowsThatTheHolderWaitsForAreGivenBack) {
  const Files files =
      revisions("CREATE TABLE t (a int); CREATE TABLE u (a int); INSERT INTO u VALUES (0);",
                "UPDATE u SET a = 1;\nALTER TABLE t ADD COLUMN b int;\n");
  hold(files, "SET LOCAL statement_timeout = '20s'; SELECT * FROM t");
  Runner runner(target_, files);
  std::thread holder;
  runner.observer.on_blocked = [&](const execute::Blocked& blocked) {
    if (blocked.tries != 1) return;
    holder = std::thread([&] {
      holder_->run("UPDATE u SET a = 10");
      holder_->run("COMMIT");
    });
  };

  runner.upgrade();
  holder.join();

  EXPECT_EQ(target_.ask("SELECT a FROM u"), "1");
  EXPECT_THAT(runner.observer.ran, ElementsAre("r2"));
}

// What waits holds nothing: a strong lock that it had is given back until the next try.
TEST_F(RunLocksTest, NothingIsHeldBetweenTwoTries) {
  const Files files = revisions("CREATE TABLE t (a int); CREATE TABLE u (a int);",
                                "ALTER TABLE u ADD COLUMN b int; ALTER TABLE t ADD COLUMN b int;");
  hold(files, "SELECT * FROM t");
  Runner runner(target_, files);
  runner.observer.on_blocked = [&](const execute::Blocked& blocked) {
    EXPECT_EQ(blocked.statement, 1U);
    target_.ask("SET statement_timeout = '20s'; SELECT count(*) FROM u");
    release();
  };

  runner.upgrade();

  EXPECT_THAT(runner.observer.ran, ElementsAre("r2"));
}

TEST_F(RunLocksTest, WhoHoldsAPartitionIsInTheWayOfItsTable) {
  const Files files = revisions(
      "CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN "
      "(1); CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);",
      "ALTER TABLE t ADD COLUMN b int;");
  hold(files, "SELECT * FROM t2");
  Runner runner(target_, files);
  runner.observer.on_blocked = [&](const execute::Blocked& blocked) {
    EXPECT_THAT(blocked.by, SizeIs(1));
    release();
  };

  runner.upgrade();

  EXPECT_EQ(runner.observer.times_blocked, 1);
  EXPECT_THAT(runner.observer.ran, ElementsAre("r2"));
}

// Its transaction holds the locks of the steps before, and others wait for these.
TEST_F(RunLocksTest, OneTransactionOfAllGivesUp) {
  Files files = revisions("CREATE TABLE t (a int); CREATE TABLE u (a int);",
                          "ALTER TABLE u ADD COLUMN b int;");
  files["migrations/r3__c/revision.yaml"] = "parents: [r2]\ntimeouts: {lock: 100ms}\n";
  files["migrations/r3__c/up.sql"] = "ALTER TABLE t ADD COLUMN b int;";
  Files first = files;
  std::erase_if(first, [](const auto& file) { return file.first.find("r1") == std::string::npos; });
  Runner(target_, first).upgrade();
  holder_ = target_.session();
  holder_->run("BEGIN; SELECT * FROM t");
  Runner runner(target_, files);

  try {
    runner.upgrade({}, true);
    FAIL() << "did not throw";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kLockTimeout);
    EXPECT_THAT(error.first().message, HasSubstr("no lock on"));
    EXPECT_THAT(error.first().notes, testing::Contains(HasSubstr("in the way: pid ")));
  }
  release();
  EXPECT_EQ(target_.ask("SELECT count(*) FROM dunlin.revision WHERE state = 'applied'"), "1");
  EXPECT_EQ(target_.ask("SELECT count(*) FROM information_schema.columns WHERE table_name = 'u'"),
            "1");
}

}  // namespace
}  // namespace dunlin::app
