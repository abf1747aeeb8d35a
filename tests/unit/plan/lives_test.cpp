// What a name that is used more than once along a route means on a live database. In SQLite's
// dialect: there the text of a statement says all that the catalog holds.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plan/planner.h"
#include "sql/sqlite/facts.h"
#include "sql/sqlite/reader.h"

namespace dunlin::plan {
namespace {

using catalog::Catalog;

/// The database that holds what these statements make.
Catalog live_of(const std::vector<std::string>& statements) {
  Catalog live;
  live.search_path = {"main"};
  for (const std::string& statement : statements) {
    const sql::Facts facts = sql::sqlite::facts_of_stored(statement, "main");
    for (const sql::Claim& claim : facts.actions[0].claims) {
      const auto* exists = std::get_if<sql::Exists>(&claim);
      if (exists != nullptr) live.add({exists->element, exists->stated});
    }
  }
  return live;
}

/// `run skip | stop`: the verdicts over an empty ledger, revisions apart.
std::string decided(const std::vector<std::string>& scripts, const Catalog& live) {
  std::vector<Candidate> candidates;
  for (const std::string& script : scripts) {
    Candidate& candidate = candidates.emplace_back();
    candidate.step.script = Source{"up.sql", std::make_shared<const std::string>(script), {}};
    candidate.step.script->statements =
        sql::sqlite::reader().split(candidate.step.script->text.view()).statements;
  }
  Planner planner(sql::sqlite::reader(), std::move(candidates), {true, true});
  EXPECT_TRUE(planner.probes(live).empty());
  std::string out;
  for (const Step& step : planner.finish({}, {[](const auto&) { return false; }, {}, {}})) {
    if (!out.empty()) out += " |";
    for (const Judgement& judgement : step.judgements) {
      out += (out.empty() ? "" : " ") + std::string(name_of(judgement.verdict));
    }
  }
  return out;
}

TEST(LivesTest, AColumnThatCameWithItsTableAndIsNotThereWasDropped) {
  const std::vector<std::string> route = {
      "CREATE TABLE t (a INT, b INT); ALTER TABLE t DROP COLUMN b"};
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT)"})), "skip skip");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT, b INT)"})), "skip run");
  EXPECT_EQ(decided(route, live_of({})), "run run");
}

TEST(LivesTest, WhatIsMadeAndDroppedAgainRunsAsAWholeOrNotAtAll) {
  const std::vector<std::string> route = {"CREATE TABLE t (a INT); CREATE INDEX i ON t (a);",
                                          "ALTER TABLE t ADD COLUMN b INT; DROP INDEX i"};
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT, b INT)"})), "skip skip | skip skip");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT)"})), "skip skip | run skip");
}

TEST(LivesTest, ATableHasTheColumnsOfTheOneThatItIs) {
  const std::vector<std::string> route = {"CREATE TABLE t (a INT, b INT)",
                                          "ALTER TABLE t RENAME TO u", "CREATE TABLE t (b INT)"};
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT, b INT)"})), "skip | run | run");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE u (a INT, b INT)", "CREATE TABLE t (b INT)"})),
            "skip | skip | skip");
}

TEST(LivesTest, ATableOfATwiceUsedNameIsTheOneItDiffersFromLeast) {
  const std::vector<std::string> route = {"CREATE TABLE t (a INT, b INT, c INT)", "DROP TABLE t",
                                          "CREATE TABLE t (a INT, d INT)"};
  // `d` was dropped by hand: no reason to drop the table.
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT)"})), "skip | skip | stop");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT, b INT, c INT)"})), "skip | run | run");
}

TEST(LivesTest, ATableThatIsStillThereStillHasItsColumns) {
  EXPECT_EQ(decided({"CREATE TABLE t (a INT, b INT)", "DROP TABLE t"},
                    live_of({"CREATE TABLE t (a INT)"})),
            "stop | run");
}

TEST(LivesTest, IndexesTellTwoTablesOfOneShapeApart) {
  const std::vector<std::string> route = {"CREATE TABLE t (a INT); CREATE INDEX i ON t (a)",
                                          "DROP TABLE t; CREATE TABLE t (a INT)"};
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT)", "CREATE INDEX i ON t (a)"})),
            "skip skip | run run");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT)"})), "skip skip | skip skip");
}

// Somebody migrated without a ledger: a revision of data alone ran with those around it, and
// nobody runs it twice in silence.
TEST(LivesTest, DataBetweenWhatOthersRanIsInDoubt) {
  const std::vector<std::string> route = {"CREATE TABLE t (a INT)", "UPDATE t SET a = 1",
                                          "CREATE TABLE u (a INT)"};
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT)", "CREATE TABLE u (a INT)"})),
            "skip | stop | skip");
  EXPECT_EQ(decided(route, live_of({})), "run | run | run");
}

// As SQLite's tables are changed. The key that no text names is called by the table of its day.
TEST(LivesTest, ARebuiltTableLeavesNothingOfTheOldOne) {
  const std::vector<std::string> route = {
      "CREATE TABLE t (a INT, b INT, PRIMARY KEY (a))",
      "CREATE TABLE t_new (a INT NOT NULL, PRIMARY KEY (a)); DROP TABLE t; "
      "ALTER TABLE t_new RENAME TO t"};
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT NOT NULL, PRIMARY KEY (a))"})),
            "skip | skip skip skip");
}

TEST(LivesTest, AnIndexBelongsToTheTableItIsOn) {
  EXPECT_EQ(decided({"CREATE TABLE t (a INT); CREATE INDEX i ON t (a); DROP INDEX i",
                     "CREATE TABLE u (a INT); CREATE INDEX i ON u (a)"},
                    live_of({"CREATE TABLE t (a INT)", "CREATE TABLE u (a INT)",
                             "CREATE INDEX i ON u (a)"})),
            "skip skip skip | skip skip");
}

TEST(LivesTest, RenamedAndBackAgainRunsAsAWholeOrNotAtAll) {
  const std::vector<std::string> route = {
      "CREATE TABLE t (a INT)",
      "ALTER TABLE t RENAME TO u; ALTER TABLE u ADD COLUMN b INT; ALTER TABLE u RENAME TO t"};
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT)"})), "skip | run run run");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT, b INT)"})), "skip | skip skip skip");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE u (a INT)"})), "skip | skip run run");
}

TEST(LivesTest, ANameThatARenamingSetFreeMayBeTakenByAnother) {
  const std::vector<std::string> route = {"CREATE TABLE t (a INT, b TEXT)",
                                          "ALTER TABLE t RENAME COLUMN b TO c",
                                          "ALTER TABLE t RENAME COLUMN a TO b"};
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (b INT, c TEXT)"})), "skip | skip | skip");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT, c TEXT)"})), "skip | skip | run");
  EXPECT_EQ(decided(route, live_of({"CREATE TABLE t (a INT, b TEXT)"})), "skip | run | run");
}

}  // namespace
}  // namespace dunlin::plan
