#include "revision/target.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "unit/revision/notation.h"

namespace dunlin::revision {
namespace {

using testing::HasSubstr;
using Symbol = Target::Symbol;
using Walk = Target::Walk;

std::string refusal(std::string_view text) {
  try {
    parse_target(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kBadTarget);
    EXPECT_EQ(error.exit(), Exit::usage);
    return error.what();
  }
  return "accepted";
}

TEST(TargetTest, ReadsEveryForm) {
  EXPECT_EQ(parse_target("head"), (Target{.symbol = Symbol::head}));
  EXPECT_EQ(parse_target("heads"), (Target{.symbol = Symbol::heads}));
  EXPECT_EQ(parse_target("base"), (Target{.symbol = Symbol::base}));
  EXPECT_EQ(parse_target("current"), (Target{.symbol = Symbol::current}));
  EXPECT_EQ(parse_target("ab12"), (Target{.name = "ab12"}));
  EXPECT_EQ(parse_target("L@head"), (Target{.branch = "L", .symbol = Symbol::head}));
  EXPECT_EQ(parse_target("L@base"), (Target{.branch = "L", .symbol = Symbol::base}));
  EXPECT_EQ(parse_target("r+2"), (Target{.name = "r", .walk = Walk::up, .steps = 2}));
  EXPECT_EQ(parse_target("r-12"), (Target{.name = "r", .walk = Walk::down, .steps = 12}));
  EXPECT_EQ(parse_target("+1"), (Target{.symbol = Symbol::here, .walk = Walk::up, .steps = 1}));
  EXPECT_EQ(parse_target("L@-1"),
            (Target{.branch = "L", .symbol = Symbol::here, .walk = Walk::down, .steps = 1}));
  EXPECT_EQ(parse_target("r^"), (Target{.name = "r", .walk = Walk::off}));
  EXPECT_EQ(parse_target("a-b"), (Target{.name = "a-b"}));
}

TEST(TargetTest, AnEmptySideOfAtIsRefused) {
  EXPECT_THAT(refusal("@head"), HasSubstr("before '@'"));
  EXPECT_THAT(refusal("L@"), HasSubstr("follows '@'"));
  EXPECT_THAT(refusal("@"), HasSubstr("before '@'"));
  EXPECT_THAT(refusal("a@@head"), HasSubstr("before '@'"));
  EXPECT_THAT(refusal("base@L"), HasSubstr("write BRANCH@base"));
}

TEST(TargetTest, TrailingJunkIsRefused) {
  EXPECT_THAT(refusal("a+1xyz"), HasSubstr("'xyz' follows '+1'"));
  EXPECT_THAT(refusal("a+1+2"), HasSubstr("'+2' follows '+1'"));
  EXPECT_THAT(refusal("a+"), HasSubstr("a number must follow '+'"));
  EXPECT_THAT(refusal("-"), HasSubstr("a number must follow"));
  EXPECT_THAT(refusal("r+1^"), HasSubstr("'^' follows '+1'"));
}

TEST(TargetTest, StepsAreNumbersOfOneOrMore) {
  EXPECT_THAT(refusal("+0"), HasSubstr("no step"));
  EXPECT_THAT(refusal("a-01"), HasSubstr("write 1 for '01'"));
  EXPECT_THAT(refusal("+99999999999999999999999"), HasSubstr("no number of steps"));
  EXPECT_THAT(refusal(""), HasSubstr("empty"));
  EXPECT_THAT(refusal("^"), HasSubstr("before '^'"));
  EXPECT_THAT(refusal("a:b"), HasSubstr("range"));
}

TEST(TargetTest, AnExactIdWinsOverEveryOtherReading) {
  const Graph graph = graph_of("a a+1:a x@head head a@ v1.0-2");

  for (const char* id : {"a+1", "x@head", "head", "a@", "v1.0-2"}) {
    EXPECT_EQ(parse_target(id, graph), target_of(id)) << id;
  }
  EXPECT_EQ(parse_target("a+2", graph), (Target{.name = "a", .walk = Walk::up, .steps = 2}));
  EXPECT_EQ(parse_target("a+1-3", graph), (Target{.name = "a+1", .walk = Walk::down, .steps = 3}));
  EXPECT_EQ(parse_target("a@^", graph), (Target{.name = "a@", .walk = Walk::off}));
}

TEST(TargetTest, AnExactSlugOrLabelWinsOverSteps) {
  const Graph graph = graph_of("a#phase-2 b/add-3");

  EXPECT_EQ(parse_target("phase-2", graph), target_of("phase-2"));
  EXPECT_EQ(parse_target("add-3", graph), target_of("add-3"));
  EXPECT_EQ(parse_target("add-4", graph), (Target{.name = "add", .walk = Walk::down, .steps = 4}));
}

TEST(TargetTest, TheBeginningOfAnIdMayLookLikeAnything) {
  EXPECT_EQ(parse_target("2024-01-x", graph_of("2024-01-xyz")), target_of("2024-01-x"));
  EXPECT_THROW(parse_target("2024-01-z", graph_of("2024-01-xyz")), Error);
}

TEST(TargetTest, RangesHaveOpenEnds) {
  EXPECT_EQ(parse_range("a:b"), (Range{target_of("a"), target_of("b")}));
  EXPECT_EQ(parse_range("a:"), (Range{target_of("a"), std::nullopt}));
  EXPECT_EQ(parse_range(":b-1").to, parse_target("b-1"));
  EXPECT_EQ(parse_range(":"), (Range{}));
  EXPECT_EQ(parse_range("a"), (Range{target_of("a"), target_of("a")}));
  EXPECT_THROW(parse_range("a:b:c"), Error);
}

TEST(TargetTest, ARangeMayHoldIdsWithColons) {
  std::vector<Revision> revisions(2);
  revisions[0].id = "x:1";
  revisions[1].id = "y";
  revisions[1].parents = {"x:1"};
  const Graph graph(revisions);

  EXPECT_EQ(parse_range("x:1", graph), (Range{target_of("x:1"), target_of("x:1")}));
  EXPECT_EQ(parse_range("x:1:y", graph), (Range{target_of("x:1"), target_of("y")}));
}

std::string name_part() {
  return *rc::gen::nonEmpty(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcxyz019._ '/"))));
}

RC_GTEST_PROP(TargetProperty, WhatIsPrintedReadsBackTheSame, ()) {
  Target target;
  target.symbol = *rc::gen::element(Symbol::name, Symbol::head, Symbol::heads, Symbol::base,
                                    Symbol::current, Symbol::here);
  target.walk = *rc::gen::element(Walk::none, Walk::up, Walk::down, Walk::off);
  if (target.symbol == Symbol::here) RC_PRE(target.walk == Walk::up || target.walk == Walk::down);
  if (target.walk == Walk::up || target.walk == Walk::down) {
    target.steps = *rc::gen::inRange<std::size_t>(1, 1000);
  }
  if (target.symbol == Symbol::name) target.name = name_part();
  if (*rc::gen::arbitrary<bool>()) target.branch = name_part();

  RC_ASSERT(parse_target(to_string(target)) == target);
}

RC_GTEST_PROP(TargetProperty, AnyTextIsRefusedOrReadsBackFromItsPrint, ()) {
  const auto text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab1290@+-^: heads")));
  try {
    const Target target = parse_target(text);
    RC_ASSERT(to_string(target) == text);
    RC_ASSERT(parse_target(to_string(target)) == target);
  } catch (const Error& error) {
    RC_ASSERT(error.code() == code::kBadTarget);
  }
}

}  // namespace
}  // namespace dunlin::revision
