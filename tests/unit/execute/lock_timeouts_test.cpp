// How the statements of a transaction wait for their locks.

#include "execute/lock_timeouts.h"

#include <gmock/gmock.h>

#include "execute/postgres/discipline.h"
#include "execute/sqlite/discipline.h"

namespace dunlin::execute {
namespace {

using sql::LockMode;
using testing::ElementsAre;

const sql::Element kUsers{sql::ElementKind::relation, "public", "users", {}};
const sql::Element kOrders{sql::ElementKind::relation, "public", "orders", {}};

class LockTimeoutsTest : public testing::Test {
 protected:
  LockTimeoutsTest() {
    step_.timeouts.lock = Milliseconds(500);
    step_.script.emplace();
    timeouts_.begin();
  }

  /// A statement with locks on tables that are there.
  plan::Judgement& add(const std::string& text, std::vector<sql::Lock> locks) {
    texts_.push_back(std::make_unique<std::string>(text));
    sql::Statement statement;
    statement.text = *texts_.back();
    step_.script->statements.push_back(statement);
    step_.judgements.emplace_back().locks = std::move(locks);
    return step_.judgements.back();
  }

  /// What stands ahead of the statements, and `-` for each of these.
  std::vector<std::string> ahead() { return ahead(timeouts_); }
  std::vector<std::string> ahead(LockTimeouts& timeouts) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < step_.script->statements.size(); ++i) {
      std::vector<Piece> pieces;
      timeouts.add_ahead(pieces, step_, i);
      for (const Piece& piece : pieces) all.push_back(word(piece.text));
      all.emplace_back("-");
    }
    std::vector<Piece> pieces;
    timeouts.add_behind(pieces);
    for (const Piece& piece : pieces) all.push_back(word(piece.text));
    return all;
  }

  /// `lock 500`, `taking 500`, `lock back`: what a limit is set to, or that it is put back.
  static std::string word(std::string_view text) {
    const Locking& locking = *postgres::discipline().locking();
    for (const auto& [limit, name] : {std::pair(Limit::lock, "lock"), {Limit::taking, "taking"}}) {
      if (text == locking.unlimited(limit)) return std::string(name) + " back";
      for (const int time : {500, 1200}) {
        if (text == locking.limited(limit, Milliseconds(time))) {
          return std::string(name) + " " + std::to_string(time);
        }
      }
    }
    return std::string(text);
  }

  plan::Step step_;
  std::vector<std::unique_ptr<std::string>> texts_;
  LockTimeouts timeouts_{postgres::discipline()};
};

TEST_F(LockTimeoutsTest, WhatBlocksNobodyWaitsAsTheSessionDoes) {
  add("CREATE TABLE t (a int)", {});
  add("UPDATE users SET a = 1", {{LockMode::row_exclusive, kUsers}});
  add("ALTER TABLE users VALIDATE CONSTRAINT c", {{LockMode::share_update_exclusive, kUsers}});
  EXPECT_THAT(ahead(), ElementsAre("-", "-", "-"));
}

TEST_F(LockTimeoutsTest, AStrongLockIsWaitedForBriefly) {
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}});
  add("CREATE INDEX ON orders (a)", {{LockMode::share, kOrders}});
  EXPECT_THAT(ahead(), ElementsAre("lock 500", "-", "-", "lock back"));
}

TEST_F(LockTimeoutsTest, RowsBehindItWaitAsTheSessionDoes) {
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}});
  add("UPDATE orders SET a = 1", {{LockMode::row_exclusive, kOrders}});
  add("ALTER TABLE orders ADD b int", {{LockMode::access_exclusive, kOrders}});
  EXPECT_THAT(ahead(),
              ElementsAre("lock 500", "-", "lock back", "-", "lock 500", "-", "lock back"));
}

// Once: with a strong lock held, only the end of the transaction lets others go on.
TEST_F(LockTimeoutsTest, WhatIsDoneBeforeTheFirstStrongLockIsKept) {
  add("UPDATE orders SET a = 1", {{LockMode::row_exclusive, kOrders}});
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}});
  add("UPDATE orders SET a = 2", {{LockMode::row_exclusive, kOrders}});
  add("ALTER TABLE users ADD b int", {{LockMode::access_exclusive, kUsers}});
  EXPECT_THAT(ahead(), ElementsAre("-", "SAVEPOINT dunlin_lock", "lock 500", "-", "lock back", "-",
                                   "lock 500", "-", "lock back"));
}

// The server's limit is for each lock, and each partition is one.
TEST_F(LockTimeoutsTest, PartitionsAreLockedTogetherWithinOneLimit) {
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}}).partitioned = {kUsers};
  EXPECT_THAT(ahead(), ElementsAre("lock 500", "taking 500",
                                   "LOCK TABLE \"public\".\"users\" IN ACCESS EXCLUSIVE MODE",
                                   "taking back", "-", "lock back"));
}

// What needs no more than the parent and one of them, or less than the owner's rights.
TEST_F(LockTimeoutsTest, WhatLeavesThePartitionsAloneLocksNoneOfThem) {
  for (const char* text :
       {"CREATE TABLE p PARTITION OF users FOR VALUES IN (1)",
        "ALTER TABLE users DETACH PARTITION p", "ALTER TABLE ONLY users ADD CHECK (a > 0)",
        "ALTER TABLE users RENAME TO people", "ALTER TABLE users ENABLE ROW LEVEL SECURITY"}) {
    add(text, {{LockMode::access_exclusive, kUsers}}).partitioned = {kUsers};
  }
  add("ALTER TABLE orders ADD FOREIGN KEY (a) REFERENCES users",
      {{LockMode::share_row_exclusive, kOrders}, {LockMode::share_row_exclusive, kUsers}})
      .partitioned = {kUsers};
  EXPECT_THAT(ahead(), ElementsAre("lock 500", "-", "-", "-", "-", "-", "-", "lock back"));
}

TEST_F(LockTimeoutsTest, WhatYieldsIsWaitedForLongEnough) {
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}});
  timeouts_.at_least(Milliseconds(1200));
  EXPECT_THAT(ahead(), ElementsAre("lock 1200", "-", "lock back"));
}

TEST_F(LockTimeoutsTest, AScriptThatSetsItsOwnIsLeftToIt) {
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}});
  add("SET LOCAL LOCK_TIMEOUT = '5s'", {});
  add("ALTER TABLE orders ADD b int", {{LockMode::access_exclusive, kOrders}});
  EXPECT_THAT(ahead(), ElementsAre("lock 500", "-", "-", "-", "lock back"));
}

TEST_F(LockTimeoutsTest, NoLimitIsNoLimit) {
  step_.timeouts.lock = Milliseconds(0);
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}});
  EXPECT_THAT(ahead(), ElementsAre("-"));
}

TEST_F(LockTimeoutsTest, ATransactionStartsAnew) {
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}});
  ahead();
  timeouts_.begin();
  EXPECT_THAT(ahead(), ElementsAre("lock 500", "-", "lock back"));
}

// A way back is not compared with the database: its text says what it locks.
TEST_F(LockTimeoutsTest, WhatNobodyComparedIsReadFromTheText) {
  add("DROP TABLE users", {});
  add("DELETE FROM orders", {});
  step_.judgements.clear();
  EXPECT_THAT(ahead(), ElementsAre("lock 500", "-", "lock back", "-"));
}

TEST_F(LockTimeoutsTest, SqliteHasOneLockForAll) {
  add("ALTER TABLE users ADD a int", {{LockMode::access_exclusive, kUsers}});
  LockTimeouts timeouts(sqlite::discipline());
  EXPECT_THAT(ahead(timeouts), ElementsAre("-"));
}

}  // namespace
}  // namespace dunlin::execute
