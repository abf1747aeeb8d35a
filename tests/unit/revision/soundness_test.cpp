#include "revision/soundness.h"

#include <gmock/gmock.h>

#include "unit/revision/notation.h"

namespace dunlin::revision {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> messages(std::string_view notation) {
  std::vector<std::string> messages;
  for (const Finding& finding : findings(revisions_of(notation))) {
    messages.push_back((finding.severity == Severity::error ? "" : "warning: ") + finding.message);
  }
  return messages;
}

TEST(SoundnessTest, ASoundGraphHasNoFindings) {
  EXPECT_THAT(messages("a b:a c:a d:b,c~a2 a2 s=x,y"), IsEmpty());
}

TEST(SoundnessTest, UnknownParentsAndDependenciesAreNamed) {
  EXPECT_THAT(messages("users orders:user~what"),
              ElementsAre("'orders' revises 'user', which no folder defines",
                          "'orders' depends on 'what', which no folder defines"));
  const auto found = findings(revisions_of("users orders:user"));
  EXPECT_EQ(found.front().code, code::kUnknownParent);
  EXPECT_EQ(found.front().hint, "did you mean 'users'?");
  EXPECT_EQ(found.front().key, "parents");
}

TEST(SoundnessTest, ALabelOrSlugWhereAnIdBelongsIsExplained) {
  const auto found = findings(revisions_of("2026#billing 2027:billing"));

  EXPECT_EQ(found.front().hint, "only ids count here: 'billing' is '2026'");
}

TEST(SoundnessTest, TheRealCircleIsShown) {
  EXPECT_THAT(messages("a:c b:a c:b d:c"),
              ElementsAre("the revisions need each other in a circle: a -> c -> b -> a"));
  EXPECT_THAT(messages("a b:a~c c:b"),
              ElementsAre("the revisions need each other in a circle: b -> c -> b"));
}

TEST(SoundnessTest, ARevisionThatNamesItselfIsACircle) {
  EXPECT_THAT(messages("a:a"), ElementsAre("'a' names itself in parents"));
  EXPECT_THAT(messages("a~a"), ElementsAre("'a' names itself in depends_on"));
  EXPECT_THAT(messages("a=a"), ElementsAre("'a' names itself in replaces"));
}

TEST(SoundnessTest, WhatReplacesEachOtherIsACircle) {
  EXPECT_THAT(messages("s=t t=s"), ElementsAre(HasSubstr("s -> t -> s")));
  // b would run before what it stands on: s holds a and c, c needs b, b needs a.
  EXPECT_THAT(messages("a b:a c:b s=a,c"), ElementsAre(HasSubstr("circle")));
}

TEST(SoundnessTest, IdsAndLabelsAreUsedOnce) {
  EXPECT_THAT(messages("a a b:a"), ElementsAre("the id 'a' is used twice"));
  EXPECT_THAT(messages("a#x b#x"), ElementsAre("the label 'x' is used twice, also by 'a'"));
  EXPECT_THAT(messages("a#b b"), ElementsAre("the label 'b' is also the id of a revision"));
}

TEST(SoundnessTest, IdsThatDifferInCaseAreAWarning) {
  EXPECT_THAT(messages("a A"), ElementsAre("warning: the ids 'a' and 'A' differ only in case"));
}

TEST(SoundnessTest, ImpliedEdgesAreAWarning) {
  EXPECT_THAT(messages("a b:a c:b,a"),
              ElementsAre("warning: 'a' is implied by what else 'c' needs"));
  EXPECT_THAT(messages("a b:a c:b~a"),
              ElementsAre("warning: 'a' is implied by what else 'c' needs"));
  EXPECT_THAT(messages("a b:a,a"), ElementsAre("warning: 'a' is named twice"));
  EXPECT_THAT(messages("a x~a c:a,x"), IsEmpty()) << "a dependency is no ancestry";
}

TEST(SoundnessTest, AnIdHasTwoHundredCharactersAtMostAndNoControlCharacters) {
  EXPECT_EQ(id_problem("it's v1.0: a+b@c-d"), "");
  EXPECT_EQ(id_problem(std::string(200, 'x')), "");
  EXPECT_THAT(id_problem(std::string(201, 'x')), HasSubstr("201 characters"));
  std::string umlauts;
  for (int i = 0; i < 200; ++i) umlauts += "\xC3\xBC";
  EXPECT_EQ(id_problem(umlauts), "");
  EXPECT_THAT(id_problem(""), HasSubstr("empty"));
  EXPECT_THAT(id_problem("a\nb"), HasSubstr("control"));
  EXPECT_THAT(id_problem("\xFF"), HasSubstr("UTF-8"));
}

}  // namespace
}  // namespace dunlin::revision
