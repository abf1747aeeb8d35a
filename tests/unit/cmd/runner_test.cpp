#include "dunlin/runner.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <memory>

namespace dunlin::cmd {
namespace {

using testing::MatchesRegex;

const std::string kCommit = "0123456789abcdef0123456789abcdef01234567";

std::string commit_of(std::map<std::string, std::string> contents) {
  return checked_out_commit(*memory_files(std::move(contents)));
}

TEST(RunnerTest, TheCommitIsReadFromTheCheckout) {
  EXPECT_EQ(commit_of({{".git/HEAD", kCommit + "\n"}}), kCommit);
  EXPECT_EQ(commit_of({{".git/HEAD", "ref: refs/heads/main\n"},
                       {".git/refs/heads/main", kCommit + "\n"}}),
            kCommit);
  EXPECT_EQ(commit_of({{"../.git/HEAD", kCommit}}), kCommit);
}

TEST(RunnerTest, WhatCannotBeSaidIsLeftEmpty) {
  EXPECT_EQ(commit_of({}), "");
  EXPECT_EQ(commit_of({{".git/HEAD", "ref: refs/heads/packed\n"}}), "");
  EXPECT_EQ(commit_of({{".git/HEAD", "what?\n"}}), "");
}

TEST(RunnerTest, AVariableSaysWhatIsDeployed) {
  const auto files = memory_files({{".git/HEAD", kCommit}});
  const ledger::Runner runner =
      runner_of("upgrade", {{"GIT_COMMIT", "abc"}, {"DUNLIN_RELEASE", "1.2"}}, *files);
  EXPECT_EQ(runner.git_commit, "abc");
  EXPECT_EQ(runner.release, "1.2");
  EXPECT_EQ(runner.command, "upgrade");
  EXPECT_EQ(runner.pid, ::getpid());
  EXPECT_EQ(runner.client_version, DUNLIN_VERSION);
  EXPECT_FALSE(runner.actor.empty());
}

TEST(RunnerTest, EachRunHasAnIdOfItsOwn) {
  const auto files = memory_files({});
  const std::string one = runner_of("upgrade", {}, *files).run;
  EXPECT_THAT(one, MatchesRegex("[0-9a-f]{16}"));
  EXPECT_NE(one, runner_of("upgrade", {}, *files).run);
}

}  // namespace
}  // namespace dunlin::cmd
