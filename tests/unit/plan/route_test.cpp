#include "plan/route.h"

#include <gmock/gmock.h>

#include <functional>

#include "unit/revision/notation.h"

namespace dunlin::plan {
namespace {

using revision::AppliedRows;
using revision::Graph;
using revision::graph_of;
using revision::Id;
using revision::parse_target;
using revision::rows_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

Route up(const Graph& graph, std::string_view applied, std::string_view target) {
  return upgrade_route(graph, rows_of(applied), parse_target(target, graph));
}

Route down(const Graph& graph, std::string_view applied, std::string_view target) {
  return downgrade_route(graph, rows_of(applied), parse_target(target, graph));
}

Diagnostic refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.first();
  }
  ADD_FAILURE() << "not refused";
  return {};
}

TEST(RouteTest, UpgradeRunsEachAncestorOnceAndInOrder) {
  const Graph diamond = graph_of("a b:a c:a d:b,c");

  EXPECT_THAT(up(diamond, "", "d").ids, ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(up(diamond, "a c", "d").ids, ElementsAre("b", "d"));
  EXPECT_THAT(up(diamond, "a b c d", "d").ids, IsEmpty());
  EXPECT_THAT(up(diamond, "a", "b").ids, ElementsAre("b"));
  EXPECT_THAT(up(diamond, "", "base").ids, IsEmpty());
}

TEST(RouteTest, UpgradeRunsDependencies) {
  EXPECT_THAT(up(graph_of("a b:a x#net y:x~b z:y"), "", "net@head").ids,
              ElementsAre("a", "b", "x", "y", "z"));
}

TEST(RouteTest, ALateBranchIsNoGap) {
  const Route route = up(graph_of("a b:a c:b d:c x:b m:d,x"), "a b c d", "head");

  EXPECT_THAT(route.ids, ElementsAre("x", "m"));
  EXPECT_THAT(route.gaps, IsEmpty());
}

TEST(RouteTest, ARevisionPutBelowAnAppliedOneIsAGap) {
  const Graph graph = graph_of("a n:a b:n c:b");
  const Route route = up(graph, "a b", "head");

  EXPECT_THAT(route.ids, ElementsAre("n", "c"));
  EXPECT_THAT(route.gaps, ElementsAre("n"));
  const Error refused = gap_refusal(graph, route);
  EXPECT_EQ(refused.code(), code::kGap);
  EXPECT_THAT(refused.first().notes, ElementsAre("n"));
  EXPECT_THAT(refused.first().message, HasSubstr("1 revision is missing"));
}

TEST(RouteTest, AGapElsewhereIsNotInTheWay) {
  EXPECT_THAT(up(graph_of("a n:a b:n x"), "a b", "x").gaps, IsEmpty());
}

TEST(RouteTest, UnfinishedRevisionsAreFinished) {
  AppliedRows rows = rows_of("a b");
  rows[1].state = revision::State::partial;

  EXPECT_THAT(upgrade_route(graph_of("a b:a c:b"), rows, parse_target("head")).ids,
              ElementsAre("b", "c"));
}

TEST(RouteTest, UpgradeNamesWhatOnlyTheLedgerKnows) {
  const Route route = up(graph_of("a b:a"), "a zzz", "head");

  EXPECT_THAT(route.ids, ElementsAre("b"));
  EXPECT_THAT(route.unknown, ElementsAre("zzz"));
}

TEST(RouteTest, DowngradeRevertsDescendantsAndWhatDependsOnThem) {
  const Graph graph = graph_of("a b:a c:b x y:x~c");

  EXPECT_THAT(down(graph, "a b c x y", "b").ids, UnorderedElementsAre("y", "c"));
  EXPECT_EQ(down(graph, "a b c x y", "b").ids.front(), "y");
  EXPECT_THAT(down(graph, "a b c x y", "base").ids, ElementsAre("y", "x", "c", "b", "a"));
  EXPECT_THAT(down(graph, "a b", "b").ids, IsEmpty()) << "it is there already";
}

TEST(RouteTest, CoParentsOfAMergeStay) {
  const Graph graph = graph_of("a b:a c:a m:b,c");

  EXPECT_THAT(down(graph, "a b c m", "b").ids, ElementsAre("m"));
  EXPECT_THAT(down(graph, "a b c m", "a").ids, ElementsAre("m", "c", "b"));
}

TEST(RouteTest, DowngradeToWhatIsNotAppliedIsRefused) {
  const Graph graph = graph_of("a b:a x y:x~b");

  EXPECT_EQ(refusal([&] { down(graph, "a", "b"); }).code, code::kNotApplied);
  const Diagnostic depended_on = refusal([&] { down(graph, "a b x y", "b"); });
  EXPECT_EQ(depended_on.code, code::kUnreachableTarget);
  EXPECT_THAT(depended_on.notes, ElementsAre("y"));
  EXPECT_THAT(depended_on.next, ElementsAre("dunlin downgrade 'b^'"));
}

TEST(RouteTest, CaretTakesTheRevisionItself) {
  const Graph graph = graph_of("a b:a c:b x~b");

  EXPECT_THAT(down(graph, "a b c", "c^").ids, ElementsAre("c"));
  EXPECT_THAT(down(graph, "a b c x", "b^").ids, UnorderedElementsAre("x", "c", "b"));
  EXPECT_EQ(refusal([&] { down(graph, "a", "b^"); }).code, code::kNotApplied);
}

TEST(RouteTest, MinusUndoesWhatWasAppliedLast) {
  const Graph graph = graph_of("a b:a c:a");

  EXPECT_THAT(down(graph, "a c b", "-1").ids, ElementsAre("b"));
  EXPECT_THAT(down(graph, "a b c", "-1").ids, ElementsAre("c"));
  EXPECT_THAT(down(graph, "a b c", "-3").ids, ElementsAre("c", "b", "a"));
  EXPECT_EQ(refusal([&] { down(graph, "a b c", "-4"); }).code, code::kUnreachableTarget);
  EXPECT_EQ(refusal([&] { down(graph, "a b c", "+1"); }).code, code::kBadTarget);
}

TEST(RouteTest, MinusRefusesToPullTheGroundAway) {
  const Graph graph = graph_of("a n:a b:n/orders");
  const Diagnostic refused = refusal([&] { down(graph, "a b n", "-1"); });

  EXPECT_EQ(refused.code, code::kUnreachableTarget);
  EXPECT_THAT(refused.notes, ElementsAre("b orders"));
  EXPECT_THAT(down(graph, "a b n", "-2").ids, ElementsAre("b", "n"));
}

TEST(RouteTest, MinusOfABranchCountsItsLineageOnly) {
  const Graph graph = graph_of("a l1:a#L l2:l1 r1:a#R");

  EXPECT_THAT(down(graph, "a l1 l2 r1", "L@-1").ids, ElementsAre("l2"));
  EXPECT_EQ(refusal([&] { down(graph, "a r1", "L@-1"); }).code, code::kUnreachableTarget);
}

TEST(RouteTest, ABranchGoesWithoutWhatAnotherSharesWithIt) {
  const Graph graph = graph_of("p r:p l1:r#L l2:l1 q1:r#R q2:q1");

  EXPECT_THAT(down(graph, "p r l1 l2 q1 q2", "L@base").ids, ElementsAre("l2", "l1"));
  EXPECT_THAT(down(graph, "p r l1 l2", "L@base").ids, ElementsAre("l2", "l1", "r", "p"));
  EXPECT_THAT(down(graph, "p r q1", "L@base").ids, IsEmpty());
  EXPECT_THAT(down(graph, "p r l1", "R@base").ids, IsEmpty());

  // The other lineage stays, also where a merge that is not applied joins the two.
  const Graph merged = graph_of("a b:a#B c:a m:b,c");
  EXPECT_THAT(down(merged, "a b c", "B@base").ids, ElementsAre("b"));
}

TEST(RouteTest, ABranchTakesWhatDependsOnIt) {
  const Graph graph = graph_of("a b:a x#net y:x~b z~x");

  EXPECT_THAT(down(graph, "a b x y z", "net@base").ids, UnorderedElementsAre("z", "y", "x"));
}

TEST(RouteTest, BelowABaseIsTheEmptyState) {
  EXPECT_THAT(down(graph_of("a b:a x"), "a b x", "a-1").ids, ElementsAre("x", "b", "a"));
  EXPECT_THAT(down(graph_of("a b:a c:b"), "a b c", "c-2").ids, ElementsAre("c", "b"));
}

TEST(RouteTest, TheLedgerRevertsWhatNoFileHas) {
  const Graph graph = graph_of("a b:a");
  AppliedRows rows = rows_of("a b zzz");
  rows[2].parents = {"b"};
  const Route route = downgrade_route(graph, rows, parse_target("a"));

  EXPECT_THAT(route.ids, ElementsAre("zzz", "b"));
  EXPECT_THAT(route.unknown, ElementsAre("zzz"));
  EXPECT_THAT(downgrade_route(graph, rows, parse_target("zzz^")).ids, ElementsAre("zzz"));
}

TEST(RouteTest, AParentNobodyKnowsIsNoObstacle) {
  AppliedRows rows = rows_of("zzz");
  rows[0].parents = {"gone"};

  EXPECT_THAT(downgrade_route(graph_of("a"), rows, parse_target("base")).ids, ElementsAre("zzz"));
}

TEST(RouteTest, TheLastRunIsUndoneAsOne) {
  const Graph graph = graph_of("a b:a c:b d:c");
  AppliedRows rows = rows_of("a b c d");
  rows[0].run = "first";
  rows[3].origin = revision::Origin::stamped;
  rows[3].run = "stamp";

  const Diagnostic refused = refusal([&] { last_run_route(graph, rows); });
  EXPECT_THAT(refused.notes, ElementsAre("d"));
  rows.pop_back();
  EXPECT_THAT(last_run_route(graph, rows).ids, ElementsAre("c", "b"));
  EXPECT_EQ(refusal([&] { last_run_route(graph, {}); }).code, code::kNotApplied);
}

TEST(RouteTest, AReplacementRunsWhereNothingOfItIsApplied) {
  const Graph graph = graph_of("a b:a s=a,b c:b");

  EXPECT_THAT(up(graph, "", "c").ids, ElementsAre("s", "c"));
  EXPECT_THAT(up(graph, "s", "c").ids, ElementsAre("c"));
  EXPECT_THAT(up(graph, "s c", "heads").ids, IsEmpty());
  EXPECT_THAT(up(graph, "s c", "heads").gaps, IsEmpty());
}

TEST(RouteTest, AReplacementCountsAsAppliedOnceAllOfItIs) {
  const Graph graph = graph_of("a b:a s=a,b c:s");

  EXPECT_THAT(up(graph, "a b", "head").ids, ElementsAre("c"));
  EXPECT_THAT(up(graph_of("s=a,b c:s"), "a b", "head").ids, ElementsAre("c"));
  EXPECT_THAT(up(graph_of("s=a,b c:s"), "a b", "head").unknown, IsEmpty());
  EXPECT_THAT(up(graph, "a b", "+1").ids, ElementsAre("c"));
}

TEST(RouteTest, AHalfReplacedPathIsFinishedFirst) {
  EXPECT_THAT(up(graph_of("a b:a s=a,b c:s"), "a", "head").ids, ElementsAre("b", "c"));
  const Graph without_files = graph_of("s=a,b c:s");
  const Diagnostic refused = refusal([&] { up(without_files, "a", "head"); });
  EXPECT_EQ(refused.code, code::kReplaced);
  EXPECT_THAT(refused.message, HasSubstr("'b'"));
}

TEST(RouteTest, ReplacementsNest) {
  const Graph graph = graph_of("a b:a s=a,b c:s t=s,c d:t");

  EXPECT_THAT(up(graph, "", "head").ids, ElementsAre("t", "d"));
  EXPECT_THAT(up(graph, "a b c", "head").ids, ElementsAre("d"));
  EXPECT_THAT(up(graph, "a", "head").ids, ElementsAre("b", "c", "d"));
  EXPECT_THAT(up(graph, "s", "head").ids, ElementsAre("c", "d"));
}

TEST(RouteTest, DowngradeFollowsReplacements) {
  EXPECT_THAT(down(graph_of("a b:a s=a,b c:s"), "a b c", "a").ids, ElementsAre("c", "b"));
  EXPECT_THAT(down(graph_of("a b:a s=a,b c:b"), "s c", "s^").ids, ElementsAre("c", "s"));
  EXPECT_THAT(down(graph_of("s=a,b c:b"), "s c", "s").ids, ElementsAre("c"));
}

}  // namespace
}  // namespace dunlin::plan
