#include "plan/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dunlin::plan {
namespace {

using testing::Each;
using testing::ElementsAre;

/// Evidence for the actions of one revision, a letter each:
/// d done · t todo · h holds · e either · x half · D drift · m missing · i incomparable · o once ·
/// r repeatable
std::vector<Evidence> seen(std::string_view letters) {
  std::vector<Evidence> evidence;
  for (const char c : letters) {
    Evidence one;
    switch (c) {
      case 'd':
        one.standing = Standing::done;
        break;
      case 't':
        one.standing = Standing::todo;
        break;
      case 'h':
        one.standing = Standing::holds;
        break;
      case 'e':
        one.standing = Standing::either;
        break;
      case 'x':
        one.standing = Standing::half;
        break;
      case 'D':
        one.standing = Standing::drift;
        break;
      case 'm':
        one.standing = Standing::missing;
        break;
      case 'i':
        one.standing = Standing::incomparable;
        break;
      case 'o':
        one.standing = Standing::once;
        break;
      default:
        one.standing = Standing::repeatable;
        break;
    }
    evidence.push_back(one);
  }
  return evidence;
}

/// The verdicts in letters: r run · s skip · p repair · ! stop
std::string verdicts(std::string_view letters, const Allowances& allowances = {}) {
  std::string out;
  for (const Decision& decision : decide(seen(letters), allowances)) {
    switch (decision.verdict) {
      case Verdict::run:
        out += 'r';
        break;
      case Verdict::skip:
        out += 's';
        break;
      case Verdict::repair:
        out += 'p';
        break;
      case Verdict::stop:
        out += '!';
        break;
    }
  }
  return out;
}

TEST(VerdictTest, WhatHasNotRunRuns) {
  EXPECT_EQ(verdicts("ttt"), "rrr");
  EXPECT_EQ(verdicts("tot"), "rrr");
  EXPECT_EQ(verdicts("o"), "r");
  EXPECT_EQ(verdicts("r"), "r");
}

TEST(VerdictTest, ARevisionThatWasRunByHandIsSatisfied) {
  EXPECT_EQ(verdicts("ddd"), "sss");
  EXPECT_EQ(verdicts("dhr"), "sss");
  EXPECT_EQ(verdicts("hr"), "ss");
}

TEST(VerdictTest, GoesOnBehindAPrefixThatWasRun) {
  EXPECT_EQ(verdicts("ddtt"), "ssrr");
  EXPECT_EQ(verdicts("dto"), "srr") << "data behind the prefix has not run";
}

TEST(VerdictTest, AMixedStateStopsWithTheExactSplit) {
  EXPECT_EQ(verdicts("tdt"), "!sr");
  EXPECT_EQ(decide(seen("td"), {})[0].obstacle, Obstacle::mixed);
  EXPECT_EQ(verdicts("tdt", {.mixed = true}), "rsr");
}

TEST(VerdictTest, DataStatementsBesideWhatIsThereAreNeverGuessed) {
  EXPECT_EQ(verdicts("do"), "s!");
  EXPECT_EQ(verdicts("dot"), "s!r") << "it may have been the last that ran";
  EXPECT_EQ(verdicts("odt"), "!sr");
  EXPECT_EQ(decide(seen("do"), {})[1].obstacle, Obstacle::data);
  EXPECT_EQ(verdicts("do", {.data = DataStatements::run}), "sr");
  EXPECT_EQ(verdicts("do", {.data = DataStatements::skip}), "ss");
  EXPECT_EQ(verdicts("do", {.recorded = true}), "ss");
}

TEST(VerdictTest, WhatHoldsAnywaySaysNothingAboutDataStatements) {
  EXPECT_EQ(verdicts("ho"), "sr") << "a default that is so already tells of no run";
  EXPECT_EQ(verdicts("hto"), "srr");
}

TEST(VerdictTest, TiesGoToRunning) {
  EXPECT_EQ(verdicts("ee"), "rr") << "made and dropped again: before and behind look the same";
  EXPECT_EQ(verdicts("eoe"), "rrr");
  EXPECT_EQ(verdicts("eed"), "sss") << "something behind them was done";
  EXPECT_EQ(verdicts("det"), "srr");
}

TEST(VerdictTest, WhatIsHalfThereIsRepaired) {
  EXPECT_EQ(verdicts("x"), "p");
  EXPECT_EQ(verdicts("dxt"), "spr");
}

TEST(VerdictTest, WhatContradictsStops) {
  EXPECT_EQ(verdicts("tD"), "r!");
  EXPECT_EQ(verdicts("m"), "!");
  EXPECT_EQ(verdicts("i"), "!");
}

TEST(VerdictTest, WhatRevisionsBehindShowHasHappened) {
  std::vector<std::vector<Evidence>> revisions = {seen("te"), seen("d"), seen("e")};
  settle_ties(revisions);
  EXPECT_EQ(revisions[0][0].standing, Standing::todo);
  EXPECT_EQ(revisions[0][1].standing, Standing::done);
  EXPECT_EQ(revisions[2][0].standing, Standing::either) << "nothing behind it tells";
}

TEST(VerdictTest, AnEmptyLedgerIsNeverRunOverInSilence) {
  const auto evidence = seen("dt");
  auto decisions = decide(evidence, {});
  refuse_existing(evidence, decisions);
  EXPECT_EQ(decisions[0].obstacle, Obstacle::already_there);
  EXPECT_EQ(decisions[1].verdict, Verdict::run);
}

}  // namespace
}  // namespace dunlin::plan
