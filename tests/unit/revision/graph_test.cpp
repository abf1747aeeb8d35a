#include "revision/graph.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "unit/revision/notation.h"

namespace dunlin::revision {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<Id> ancestors(const Graph& graph, const std::vector<Id>& ids) {
  return graph.ids(graph.ancestors(graph.selection(ids)));
}

std::vector<Id> descendants(const Graph& graph, const std::vector<Id>& ids) {
  return graph.ids(graph.descendants(graph.selection(ids)));
}

std::vector<Id> lineage(const Graph& graph, const Id& id) {
  return graph.ids(graph.lineage(*graph.index_of(id)));
}

TEST(GraphTest, ParentsComeFirstAndSiblingsById) {
  EXPECT_THAT(graph_of("a b:a c:a d:b,c").ids(), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(graph_of("a c:a b:a").ids(), ElementsAre("a", "b", "c"));
}

TEST(GraphTest, OneBranchIsFinishedBeforeTheNext) {
  EXPECT_THAT(graph_of("a b1:a b2:b1 c1:a c2:c1 m:c2,b2").ids(),
              ElementsAre("a", "b1", "b2", "c1", "c2", "m"));
  EXPECT_THAT(graph_of("p2 p1 q1:p1 q2:p2").ids(), ElementsAre("p1", "q1", "p2", "q2"));
}

TEST(GraphTest, TheOrderDoesNotDependOnHowTheFilesAreListed) {
  EXPECT_EQ(graph_of("d:b,c c:a b:a a").ids(), graph_of("a b:a c:a d:b,c").ids());
}

TEST(GraphTest, DependenciesComeFirstButAreNoAncestry) {
  const Graph graph = graph_of("a b:a x y:x~b");

  EXPECT_THAT(graph.ids(), ElementsAre("a", "b", "x", "y"));
  EXPECT_THAT(ancestors(graph, {"y"}), ElementsAre("a", "b", "x", "y"));
  EXPECT_THAT(descendants(graph, {"a"}), ElementsAre("a", "b", "y"));
  EXPECT_THAT(lineage(graph, "b"), ElementsAre("a", "b"));
}

TEST(GraphTest, AHeadIsNamedByNobodyAndAFileHeadByNoChild) {
  const Graph graph = graph_of("a b:a x y:x~b");

  EXPECT_THAT(graph.heads(), ElementsAre("y"));
  EXPECT_THAT(graph.file_heads(), ElementsAre("b", "y"));
  EXPECT_THAT(graph.bases(), ElementsAre("a", "x"));
}

TEST(GraphTest, TheEmptyGraphHasNothing) {
  const Graph graph = graph_of("");

  EXPECT_TRUE(graph.empty());
  EXPECT_THAT(graph.heads(), IsEmpty());
  EXPECT_THAT(graph.bases(), IsEmpty());
}

TEST(GraphTest, AParentThatAnotherImpliesIsNoEdge) {
  const Graph graph = graph_of("a b:a c:a,b");

  EXPECT_THAT(graph.children(*graph.index_of("a")), ElementsAre(*graph.index_of("b")));
  EXPECT_THAT(graph.parents(*graph.index_of("c")), ElementsAre(*graph.index_of("b")));
  EXPECT_THAT(graph.at("c").parents, ElementsAre("a", "b"));
}

TEST(GraphTest, TheMaximalOfASetAreThoseNoOtherNeedsNearOrFar) {
  const Graph graph = graph_of("a b:a c:b x~b");
  const auto maximal = [&](const std::vector<Id>& ids) {
    return graph.ids(graph.maximal(graph.selection(ids)));
  };

  EXPECT_THAT(maximal({"a", "b"}), ElementsAre("b"));
  EXPECT_THAT(maximal({"a", "c"}), ElementsAre("c"));
  EXPECT_THAT(maximal({"a", "b", "c", "x"}), UnorderedElementsAre("c", "x"));
  EXPECT_THAT(maximal({}), IsEmpty());
}

TEST(GraphTest, WhatIsReplacedIsNoHeadAndWhatStandsInComesFirst) {
  const Graph graph = graph_of("a b:a c:b s=a,b d:b");

  EXPECT_THAT(graph.heads(), ElementsAre("c", "d"));
  EXPECT_THAT(graph_of("a b:a s=a,b").heads(), ElementsAre("s"));
  EXPECT_LT(*graph.index_of("s"), *graph.index_of("d"));
}

TEST(GraphTest, AParentThatIsGoneMeansWhatReplacesIt) {
  const Graph graph = graph_of("s=a,b c:b");

  EXPECT_THAT(ancestors(graph, {"c"}), ElementsAre("s", "c"));
  EXPECT_THAT(graph.heads(), ElementsAre("c"));
}

TEST(GraphTest, APrefixFindsIdsAndLabelsEachRevisionOnce) {
  const Graph graph = graph_of("billing1#billing abcd1 abcd2");

  EXPECT_THAT(graph.starting_with("bill"), ElementsAre(*graph.index_of("billing1")));
  EXPECT_EQ(graph.starting_with("abcd").size(), 2U);
  EXPECT_THAT(graph.starting_with("x"), IsEmpty());
}

TEST(GraphTest, AnUnknownIdIsRefusedWithTheNearest) {
  const Graph graph = graph_of("users orders:users");

  EXPECT_EQ(graph.find("nothing"), nullptr);
  try {
    graph.at("order");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kUnknownTarget);
    EXPECT_THAT(error.first().hint, HasSubstr("'orders'"));
  }
}

TEST(GraphTest, EveryProblemIsReportedAtOnce) {
  try {
    graph_of("a:b b:a c:nobody#l d#l");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.diagnostics().size(), 3U);
    EXPECT_EQ(error.exit(), Exit::contradiction);
  }
}

TEST(GraphTest, CirclesAreShownOncePerKnotAndAsShortAsTheyAre) {
  EXPECT_THAT(circles_in({{1}, {0}, {2}, {}}), ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
  EXPECT_THAT(circles_in({{1}, {0, 2}, {0}}), ElementsAre(ElementsAre(0, 1)));
  EXPECT_THAT(circles_in({{1}, {2}, {}}), IsEmpty());
}

TEST(GraphTest, AChainOfManyRevisionsNeedsNoDeepStack) {
  std::vector<Revision> revisions(20'000);
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    revisions[i].id = std::to_string(1'000'000 + i);
    if (i > 0) revisions[i].parents = {revisions[i - 1].id};
  }
  const Graph graph(std::move(revisions));

  EXPECT_THAT(graph.heads(), ElementsAre("1019999"));
  EXPECT_EQ(ancestors(graph, {"1019999"}).size(), 20'000U);
}

}  // namespace
}  // namespace dunlin::revision
