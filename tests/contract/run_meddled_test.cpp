// Somebody changes the schema while a run is under way, between two of its transactions.

#include "run_fixture.h"

namespace dunlin::app {
namespace {

using testing::ElementsAre;

const std::map<std::string, std::string> kRenaming = {
    {"migrations/r1__a/revision.yaml", "parents: []\n"},
    {"migrations/r1__a/up.sql", "CREATE TABLE a (id integer PRIMARY KEY, nick text);\n"},
    {"migrations/r2__b/revision.yaml", "parents: [r1]\n"},
    {"migrations/r2__b/up.sql", "ALTER TABLE a RENAME COLUMN nick TO name;\n"},
    {"migrations/r3__c/revision.yaml", "parents: [r2]\n"},
    {"migrations/r3__c/up.sql", "CREATE INDEX by_name ON a (name);\n"},
};

/// Runs `by_hand` behind a revision, once.
void meddle(Runner& runner, const Target& target, const std::string& behind,
            const std::string& by_hand) {
  runner.observer.behind = [&target, behind, by_hand, once = true](const std::string& id) mutable {
    if (id != behind || !once) return;
    once = false;
    target.make(by_hand);
  };
}

TEST(RunMeddledTest, SqliteCountsChangesSoThatThePlanIsMadeAgain) {
  const Target target(Dialect::sqlite);
  Runner runner(target, kRenaming);
  meddle(runner, target, "r1", "ALTER TABLE a RENAME COLUMN nick TO name");

  const RunReport report = runner.upgrade();

  EXPECT_EQ(runner.observer.plans_again, 1);
  EXPECT_THAT(runner.observer.ran, ElementsAre("r1", "r2", "r3"));
  ASSERT_EQ(report.steps.size(), 2U) << "what was planned again";
  EXPECT_TRUE(report.steps[0].satisfied);
  EXPECT_FALSE(report.steps[1].satisfied);
}

TEST(RunMeddledTest, WhatWasAskedForIsNotCountedAnew) {
  const Target target(Dialect::sqlite);
  Runner runner(target, kRenaming);
  runner.goal = "+2";
  meddle(runner, target, "r1", "CREATE TABLE other (a)");

  runner.upgrade();

  EXPECT_EQ(runner.observer.plans_again, 1);
  EXPECT_THAT(runner.observer.ran, ElementsAre("r1", "r2"));
}

TEST(RunMeddledTest, RowsAreNoReasonToLookAgain) {
  const Target target(Dialect::sqlite);
  Runner runner(target, kRenaming);
  meddle(runner, target, "r1", "INSERT INTO a VALUES (1, 'x')");

  runner.upgrade();

  EXPECT_EQ(runner.observer.plans_again, 0);
}

}  // namespace
}  // namespace dunlin::app
