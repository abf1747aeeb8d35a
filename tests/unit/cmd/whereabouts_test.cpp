#include "dunlin/whereabouts.h"

#include <gmock/gmock.h>

#include "base/redact.h"

namespace dunlin::cmd {
namespace {

using testing::ElementsAre;

Whereabouts given(std::map<std::string, std::vector<std::string>, std::less<>> flags) {
  Arguments arguments;
  arguments.flags = std::move(flags);
  return Whereabouts(arguments);
}

TEST(WhereaboutsTest, ACommandGetsTheFlagsThatSayWhere) {
  const Whereabouts where = given({{"environment", {"staging"}},
                                   {"config", {"ops/my dunlin.yaml"}},
                                   {"dir", {"db"}},
                                   {"schema", {"acme"}},
                                   {"yes", {""}}});
  EXPECT_EQ(where.in("dunlin merge"),
            "dunlin merge -e staging -c 'ops/my dunlin.yaml' -d db --schema acme");
}

TEST(WhereaboutsTest, NothingGivenNothingAdded) {
  EXPECT_EQ(given({}).in("dunlin merge"), "dunlin merge");
  EXPECT_EQ(Whereabouts().in("dunlin merge"), "dunlin merge");
}

TEST(WhereaboutsTest, WhatTheLineSaysItselfStays) {
  const Whereabouts where = given({{"environment", {"two"}}, {"url", {"sqlite:///x.db"}}});
  EXPECT_EQ(where.in("dunlin claim one -e one"), "dunlin claim one -e one --url sqlite:///x.db");
  EXPECT_EQ(where.in("dunlin claim --environment=one --url u"),
            "dunlin claim --environment=one --url u");
}

TEST(WhereaboutsTest, ARemarkBehindTheCommandStaysBehindIt) {
  const Whereabouts where = given({{"environment", {"two"}}});
  EXPECT_EQ(where.in("dunlin resolve --retry r1          (goes on where it stopped)"),
            "dunlin resolve --retry r1 -e two          (goes on where it stopped)");
  EXPECT_EQ(where.in("or apply them all: dunlin upgrade heads"),
            "or apply them all: dunlin upgrade heads -e two");
}

TEST(WhereaboutsTest, OtherLinesAndCommandsThatWorkNowhereStay) {
  const Whereabouts where = given({{"environment", {"two"}}, {"dir", {"db"}}});
  for (const char* line : {"CREATE SCHEMA acme", "run the same command again", "dunlin help DN1104",
                           "dunlin version", "dunlin upgrade --help", "see how dunlin does it"}) {
    EXPECT_EQ(where.in(line), line);
  }
  EXPECT_EQ(where.in("dunlin init"), "dunlin init -d db");
  EXPECT_EQ(given({{"config", {"shop.yaml"}}}).in("dunlin init"), "dunlin init -c shop.yaml");
}

TEST(WhereaboutsTest, PasswordsStayHidden) {
  add_secret("hunter22");
  EXPECT_EQ(given({{"url", {"postgres://a:hunter22@db/x"}}}).in("dunlin status"),
            "dunlin status --url 'postgres://a:***@db/x'");
  forget_secrets();
}

TEST(WhereaboutsTest, CompletesEveryStepOfADiagnostic) {
  Diagnostic diagnostic;
  diagnostic.next = {"dunlin merge", "git status"};
  given({{"environment", {"two"}}}).complete(diagnostic);
  EXPECT_THAT(diagnostic.next, ElementsAre("dunlin merge -e two", "git status"));
}

}  // namespace
}  // namespace dunlin::cmd
