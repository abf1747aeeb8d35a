#include "revision/standing.h"

#include <gmock/gmock.h>

#include "unit/revision/notation.h"

namespace dunlin::revision {
namespace {

using testing::ElementsAre;

// The files hold what the ledger says, unless `changed` names the revision.
Checksums checksums(const Id& changed = {}, const std::string& token = "other") {
  return {[=](const Revision& revision) { return revision.id == changed ? "new" : ""; },
          [=](const Revision& revision) { return revision.id == changed ? token : ""; }};
}

std::vector<std::string> lines(const std::vector<Standing>& standings) {
  std::vector<std::string> lines;
  for (const Standing& standing : standings) {
    std::string line = standing.id + ":";
    for (const Mark mark : standing.marks) line += " " + std::string(name_of(mark));
    lines.push_back(line);
  }
  return lines;
}

// Rows with the parents that the graph says.
AppliedRows rows_in(const Graph& graph, std::string_view ids) {
  AppliedRows rows = rows_of(ids);
  for (Applied& row : rows) {
    if (const Revision* revision = graph.find(row.id)) {
      row.parents = revision->parents;
      row.depends_on = revision->depends_on;
    }
  }
  return rows;
}

TEST(StandingTest, ShowsAppliedAndPendingInTheOrderOfTheGraph) {
  const Graph graph = graph_of("a b:a c:b");

  EXPECT_THAT(lines(standings(graph, rows_in(graph, "a"), checksums())),
              ElementsAre("a: applied", "b: pending", "c: pending"));
}

TEST(StandingTest, AGapIsPendingToo) {
  const Graph graph = graph_of("a n:a b:n");

  EXPECT_THAT(lines(standings(graph, rows_in(graph, "a b"), checksums())),
              ElementsAre("a: applied", "n: pending gap", "b: applied"));
}

TEST(StandingTest, NoStateHidesAnother) {
  const Graph graph = graph_of("a b:a");
  AppliedRows rows = rows_in(graph, "a b");
  rows[1].parents = {};
  rows[1].origin = Origin::satisfied;

  EXPECT_THAT(lines(standings(graph, rows, checksums("b"))),
              ElementsAre("a: applied", "b: applied satisfied edited reparented"));
}

TEST(StandingTest, AChangeOfWhiteSpaceIsNoEdit) {
  const Graph graph = graph_of("a");

  EXPECT_THAT(lines(standings(graph, rows_in(graph, "a"), checksums("a", ""))),
              ElementsAre("a: applied"));
}

TEST(StandingTest, AnAcceptedEditIsNoEdit) {
  Revision revision;
  revision.id = "a";
  Applied row;
  row.token_checksum = "pg1:old";

  EXPECT_TRUE(is_edited(revision, row, checksums("a")));
  revision.accepts = {"pg1:old"};
  EXPECT_FALSE(is_edited(revision, row, checksums("a")));
}

TEST(StandingTest, WhatWasAdoptedWithoutAChecksumIsTakenAtItsWord) {
  Revision revision;
  revision.id = "a";
  Applied row;
  EXPECT_TRUE(is_edited(revision, row, checksums("a")));
  row.origin = Origin::adopted;
  EXPECT_FALSE(is_edited(revision, row, checksums("a")));
}

TEST(StandingTest, UnfinishedRowsAreNeitherAppliedNorPending) {
  const Graph graph = graph_of("a b:a");
  AppliedRows rows = rows_in(graph, "a b");
  rows[0].state = State::running;
  rows[1].state = State::partial;
  rows[1].direction = Direction::down;

  const auto found = standings(graph, rows, checksums());
  EXPECT_THAT(lines(found), ElementsAre("a: running", "b: partial"));
  EXPECT_EQ(found[1].row->direction, Direction::down);
}

TEST(StandingTest, UnknownRevisionsComeLastBySequence) {
  const Graph graph = graph_of("m");

  EXPECT_THAT(lines(standings(graph, rows_in(graph, "z a m"), checksums())),
              ElementsAre("m: applied", "z: applied unknown", "a: applied unknown"));
}

TEST(StandingTest, WhatWasRevertedIsPendingAgain) {
  EXPECT_THAT(lines(standings(graph_of("a b"), {}, checksums(), {"a"})),
              ElementsAre("a: pending reverted", "b: pending"));
}

TEST(StandingTest, ReplacedRevisionsSaySo) {
  const Graph graph = graph_of("a b:a s=a,b c:s");

  EXPECT_THAT(lines(standings(graph, {}, checksums())),
              ElementsAre("a: replaced", "b: replaced", "s: pending", "c: pending"));
  EXPECT_THAT(lines(standings(graph, rows_in(graph, "s"), checksums())),
              ElementsAre("a: replaced", "b: replaced", "s: applied", "c: pending"));
  EXPECT_THAT(
      lines(standings(graph, rows_in(graph, "a b"), checksums())),
      ElementsAre("a: applied replaced", "b: applied replaced", "s: applied", "c: pending"));
  EXPECT_THAT(lines(standings(graph, rows_in(graph, "a"), checksums())),
              ElementsAre("a: applied", "b: pending", "s: pending", "c: pending"));
}

TEST(StandingTest, RowsOfReplacedRevisionsWithoutFilesAreNotUnknown) {
  const Graph graph = graph_of("s=a,b");

  EXPECT_THAT(lines(standings(graph, rows_in(graph, "a b"), checksums())),
              ElementsAre("s: applied", "a: applied replaced", "b: applied replaced"));
}

}  // namespace
}  // namespace dunlin::revision
