#include "revision/resolve.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "unit/revision/notation.h"

namespace dunlin::revision {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Id> resolve_in(const Graph& graph, std::string_view text,
                           const std::vector<Id>& applied = {}) {
  return resolved(graph, graph.selection(applied), parse_target(text, graph));
}

Diagnostic refusal(const Graph& graph, std::string_view text, const std::vector<Id>& applied = {}) {
  try {
    resolve_in(graph, text, applied);
  } catch (const Error& error) {
    return error.first();
  }
  ADD_FAILURE() << text << " was not refused";
  return {};
}

TEST(ResolveTest, HeadIsOneAndHeadsAreAll) {
  const Graph one = graph_of("a b:a");
  const Graph two = graph_of("a b:a/orders c:a");

  EXPECT_THAT(resolve_in(one, "head"), ElementsAre("b"));
  EXPECT_THAT(resolve_in(two, "heads"), ElementsAre("b", "c"));
  const Diagnostic several = refusal(two, "head");
  EXPECT_EQ(several.code, code::kSeveralHeads);
  EXPECT_THAT(several.notes, ElementsAre("b orders", "c"));
  EXPECT_THAT(several.next, ElementsAre("dunlin merge", "dunlin upgrade heads"));
  EXPECT_THAT(resolve_in(graph_of(""), "head"), IsEmpty());
}

TEST(ResolveTest, WhatIsOnlyDependedOnIsNoHead) {
  EXPECT_THAT(resolve_in(graph_of("a b:a x y:x~b"), "head"), ElementsAre("y"));
}

TEST(ResolveTest, ANameIsAnIdALabelASlugOrAPrefix) {
  const Graph graph = graph_of("abcdef1#billing/add_orders abcdef2 abcd");

  EXPECT_THAT(resolve_in(graph, "abcdef2"), ElementsAre("abcdef2"));
  EXPECT_THAT(resolve_in(graph, "billing"), ElementsAre("abcdef1"));
  EXPECT_THAT(resolve_in(graph, "add_orders"), ElementsAre("abcdef1"));
  EXPECT_THAT(resolve_in(graph, "abcd"), ElementsAre("abcd")) << "exact before prefix";
  EXPECT_THAT(resolve_in(graph, "bill"), ElementsAre("abcdef1"));
}

TEST(ResolveTest, AnAmbiguousPrefixNamesTheCandidates) {
  const Graph graph = graph_of("abcdef1/users abcdef2");

  const Diagnostic ambiguous = refusal(graph, "abcd");
  EXPECT_EQ(ambiguous.code, code::kAmbiguousTarget);
  EXPECT_THAT(ambiguous.notes, ElementsAre("abcdef1 users", "abcdef2"));
}

TEST(ResolveTest, ASlugOfTwoRevisionsIsAmbiguous) {
  EXPECT_EQ(refusal(graph_of("a/fix b/fix"), "fix").code, code::kAmbiguousTarget);
}

TEST(ResolveTest, APrefixOfThreeCharactersIsTooShort) {
  const Diagnostic short_one = refusal(graph_of("abcdef"), "abc");

  EXPECT_EQ(short_one.code, code::kUnknownTarget);
  EXPECT_THAT(short_one.message, HasSubstr("4 characters or more"));
  EXPECT_THAT(short_one.notes, ElementsAre("abcdef"));
}

TEST(ResolveTest, AnUnknownNameHasItsNearest) {
  EXPECT_EQ(refusal(graph_of("a/add_orders"), "ad_orders").hint, "did you mean 'add_orders'?");
  EXPECT_EQ(refusal(graph_of("a"), "nothing").code, code::kUnknownTarget);
}

TEST(ResolveTest, TheLineageOfABranchIsByParents) {
  const Graph graph = graph_of("a b1:a#L b2:b1 c:a d:c~b2");

  EXPECT_THAT(resolve_in(graph, "L@head"), ElementsAre("b2"));
  EXPECT_THAT(resolve_in(graph, "c@head"), ElementsAre("d"));
  EXPECT_THAT(resolve_in(graph, "a@heads"), ElementsAre("b2", "d"));
  EXPECT_EQ(refusal(graph, "a@head").code, code::kSeveralHeads);
  EXPECT_THAT(resolve_in(graph, "L@base"), IsEmpty());
  EXPECT_THAT(resolve_in(graph, "L@b2"), ElementsAre("b2"));
  EXPECT_THAT(refusal(graph, "L@d").message, HasSubstr("not in the lineage"));
}

TEST(ResolveTest, StepsGoAlongParents) {
  const Graph graph = graph_of("a b:a c:b m:c,x x:a");

  EXPECT_THAT(resolve_in(graph, "b+1"), ElementsAre("c"));
  EXPECT_THAT(resolve_in(graph, "c-2"), ElementsAre("a"));
  EXPECT_THAT(resolve_in(graph, "c-3"), IsEmpty()) << "one below a base is the empty state";
  EXPECT_EQ(refusal(graph, "c-4").code, code::kUnreachableTarget);
  EXPECT_EQ(refusal(graph, "m+1").code, code::kUnreachableTarget);
  const Diagnostic fork = refusal(graph, "a+1");
  EXPECT_EQ(fork.code, code::kAmbiguousTarget);
  EXPECT_THAT(fork.notes, ElementsAre("b", "x"));
  EXPECT_EQ(refusal(graph, "m-1").code, code::kAmbiguousTarget);
  EXPECT_THAT(resolve_in(graph, "b@a+1"), ElementsAre("b"));
}

TEST(ResolveTest, PlusCountsFromWhatIsApplied) {
  const Graph graph = graph_of("a b:a c:b d:c");

  EXPECT_THAT(resolve_in(graph, "+1"), ElementsAre("a"));
  EXPECT_THAT(resolve_in(graph, "+2", {"a", "b"}), ElementsAre("d"));
  EXPECT_EQ(refusal(graph, "+3", {"a", "b"}).code, code::kUnreachableTarget);
  EXPECT_THAT(resolve_in(graph, "base+2", {"a", "b"}), ElementsAre("b"));
  EXPECT_THAT(resolve_in(graph, "current", {"a", "b"}), ElementsAre("b"));
  EXPECT_THAT(resolve_in(graph, "current-1", {"a", "b"}), ElementsAre("a"));
}

TEST(ResolveTest, PlusOverSeveralTipsIsAmbiguousWithoutABranch) {
  const Graph graph = graph_of("a l1:a#L l2:l1 r1:a#R r2:r1");

  EXPECT_EQ(refusal(graph, "+1", {"a", "l1", "r1"}).code, code::kAmbiguousTarget);
  EXPECT_EQ(refusal(graph, "+1", {"a"}).code, code::kAmbiguousTarget);
  EXPECT_EQ(refusal(graph_of("a b"), "+1").code, code::kAmbiguousTarget);
  EXPECT_THAT(resolve_in(graph, "R@+1", {"a", "l1", "r1"}), ElementsAre("r2"));
  EXPECT_THAT(resolve_in(graph, "R@+1", {"a", "l1", "l2"}), ElementsAre("r1"));
  EXPECT_THAT(resolve_in(graph, "R@base+3", {}), ElementsAre("r2"));
}

TEST(ResolveTest, MinusAndCaretAreForDowngrade) {
  EXPECT_EQ(refusal(graph_of("a"), "-1").code, code::kBadTarget);
  EXPECT_EQ(refusal(graph_of("a"), "a^").code, code::kBadTarget);
}

TEST(ResolveTest, ARangeIncludesBothEnds) {
  const Graph graph = graph_of("a b:a c:b d:c x:b");
  const auto range = [&](std::string_view text, const std::vector<Id>& applied = {}) {
    return resolve_range(graph, graph.selection(applied), parse_range(text, graph));
  };

  EXPECT_THAT(range("b:d"), ElementsAre("b", "c", "d"));
  EXPECT_THAT(range("b:"), ElementsAre("b", "c", "d", "x"));
  EXPECT_THAT(range(":c"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(range(":"), ElementsAre("a", "b", "c", "d", "x"));
  EXPECT_THAT(range("base:c"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(range("current:c", {"a", "b"}), ElementsAre("b", "c"));
  EXPECT_THAT(range("c"), ElementsAre("c"));
  EXPECT_THAT(range(":base"), IsEmpty());
  EXPECT_THROW(range("d:b"), Error);
  EXPECT_THROW(range("x:d"), Error);
}

}  // namespace
}  // namespace dunlin::revision
