#include "revision/reader.h"

#include <gmock/gmock.h>

#include <chrono>

#include "revision/graph.h"

namespace dunlin::revision {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Directory read(std::map<std::string, std::string> contents) {
  return read_directory(*memory_files(std::move(contents)), "m");
}

// `file:line:column: message`, each problem a line.
std::vector<std::string> report(const Directory& directory) {
  std::vector<std::string> lines;
  for (const Diagnostic& problem : directory.problems) {
    lines.push_back((problem.severity == Severity::error ? "" : "warning: ") +
                    to_string(*problem.place) + ": " + problem.message +
                    (problem.hint.empty() ? "" : " (" + problem.hint + ")"));
  }
  return lines;
}

std::vector<std::string> report_of(const std::string& yaml) {
  return report(read({{"m/a/revision.yaml", yaml}}));
}

TEST(ReaderTest, ReadsEveryKey) {
  const Directory directory = read({{"m/p/revision.yaml", "parents: []\n"},
                                    {"m/20261120091502__add_orders/revision.yaml",
                                     "parents: [p]\n"
                                     "message: add orders\n"
                                     "labels: [billing, \"big one\"]\n"
                                     "depends_on: []\n"
                                     "replaces: [x]\n"
                                     "transaction: off\n"
                                     "verify: errors\n"
                                     "irreversible: the column is gone\n"
                                     "destructive: true\n"
                                     "compat: false\n"
                                     "applied_if: SELECT true\n"
                                     "accepts: [\"pg1:" +
                                         std::string(64, 'a') +
                                         "\"]\n"
                                         "timeouts: {lock: 500ms, statement: 0}\n"
                                         "author: you@example.org\n"}});

  ASSERT_THAT(report(directory), IsEmpty());
  ASSERT_THAT(directory.ids(), ElementsAre("20261120091502", "p"));
  const Revision& revision = directory.revisions.front();
  EXPECT_EQ(revision.slug, "add_orders");
  EXPECT_EQ(revision.folder, "m/20261120091502__add_orders");
  EXPECT_THAT(revision.parents, ElementsAre("p"));
  EXPECT_EQ(revision.message, "add orders");
  EXPECT_THAT(revision.labels, ElementsAre("billing", "big one"));
  EXPECT_THAT(revision.replaces, ElementsAre("x"));
  EXPECT_EQ(revision.transaction, TransactionMode::off);
  EXPECT_EQ(revision.verify, VerifyMode::errors);
  EXPECT_EQ(revision.irreversible, "the column is gone");
  EXPECT_TRUE(revision.destructive);
  EXPECT_EQ(revision.compat, false);
  EXPECT_EQ(revision.applied_if, "SELECT true");
  EXPECT_THAT(revision.accepts, SizeIs(1));
  EXPECT_EQ(revision.lock_timeout, Milliseconds(500));
  EXPECT_EQ(revision.statement_timeout, Milliseconds(0));
  EXPECT_EQ(revision.author, "you@example.org");
}

TEST(ReaderTest, DefaultsHoldWhereNothingIsSaid) {
  const Directory directory = read({{"m/a/revision.yaml",
                                     "parents: []\nirreversible: false\ncompat: null\n"
                                     "applied_if: null\ntransaction: auto\n"}});

  ASSERT_THAT(report(directory), IsEmpty());
  EXPECT_EQ(directory.revisions[0].irreversible, std::nullopt);
  EXPECT_EQ(directory.revisions[0].compat, std::nullopt);
  EXPECT_EQ(directory.revisions[0].transaction, TransactionMode::automatic);
}

TEST(ReaderTest, AnIdIsNeverANumber) {
  const Directory directory =
      read({{"m/0010/revision.yaml", "parents: []"}, {"m/1e3/revision.yaml", "parents: [0010]"}});

  EXPECT_THAT(report(directory), IsEmpty());
  EXPECT_THAT(directory.revisions[1].parents, ElementsAre("0010"));
}

TEST(ReaderTest, UnknownAndDoubledKeysAreFoundTogether) {
  EXPECT_THAT(report_of("parents: []\nparents: []\ndepend_on: []\nmesage: x\n"),
              ElementsAre(HasSubstr("m/a/revision.yaml:2:1: "),
                          "m/a/revision.yaml:3:1: unknown key 'depend_on' (did you mean "
                          "'depends_on'?)",
                          "m/a/revision.yaml:4:1: unknown key 'mesage' (did you mean 'message'?)"));
}

TEST(ReaderTest, EveryProblemOfAFileMeansExit25) {
  const Directory directory =
      read({{"m/a/revision.yaml", "parents: [\n"}, {"m/b/revision.yaml", "parents: []\nx: 1\n"}});

  EXPECT_THAT(directory.problems, SizeIs(2));
  for (const Diagnostic& problem : directory.problems) {
    EXPECT_EQ(problem.code.exit, Exit::contradiction) << problem.message;
  }
}

TEST(ReaderTest, ValuesOfAWrongKindAreFound) {
  EXPECT_THAT(report_of("parents: p\n"),
              ElementsAre("m/a/revision.yaml:1:10: 'parents' is a list (write [p])"));
  EXPECT_THAT(report_of("parents:\n"), ElementsAre(HasSubstr("'parents' is a list (write [])")));
  EXPECT_THAT(report_of("parents: [null]\n"), ElementsAre(HasSubstr("needs quotes")));
  EXPECT_THAT(report_of("parents: [[a]]\n"), ElementsAre(HasSubstr("'parents' holds words")));
  EXPECT_THAT(report_of("parents: []\ntransaction: offf\n"),
              ElementsAre("m/a/revision.yaml:2:14: 'transaction' is one of auto, on and off, not "
                          "'offf' (did you mean 'off'?)"));
  EXPECT_THAT(report_of("parents: []\nverify: []\n"), ElementsAre(HasSubstr("'verify' is one of")));
  EXPECT_THAT(report_of("parents: []\ndestructive: yes\n"),
              ElementsAre(HasSubstr("'destructive' is true or false, not 'yes'")));
  EXPECT_THAT(report_of("parents: []\ncompat: \"true\"\n"), ElementsAre(HasSubstr("'compat' is")));
  EXPECT_THAT(report_of("parents: []\nmessage: [a]\n"),
              ElementsAre(HasSubstr("'message' is text")));
  EXPECT_THAT(report_of("parents: []\ntimeouts: {lock: 5, statment: 1s}\n"),
              ElementsAre(HasSubstr("'lock' is a time like 500ms"),
                          HasSubstr("did you mean 'statement'?")));
  EXPECT_THAT(report_of("parents: []\naccepts: [abc]\n"),
              ElementsAre(HasSubstr("'abc' is no checksum")));
  EXPECT_THAT(report_of("parents: []\napplied_if: \"\"\n"), ElementsAre(HasSubstr("is empty")));
  EXPECT_THAT(report_of("- a\n"), ElementsAre(HasSubstr("a mapping of keys")));
}

TEST(ReaderTest, ParentsAreRequired) {
  EXPECT_THAT(report_of("message: x\n"),
              ElementsAre(AllOf(HasSubstr("'parents' is missing"), HasSubstr("parents: []"))));
  EXPECT_THAT(report_of(""), ElementsAre(HasSubstr("'parents' is missing")));
}

TEST(ReaderTest, EverythingWrongBetweenRevisionsHasItsPlace) {
  const Directory directory = read({{"m/users/revision.yaml", "parents: []\nlabels: [x]\n"},
                                    {"m/orders__o/revision.yaml", "labels: [x]\nparents: [user]\n"},
                                    {"m/p/revision.yaml", "parents: [q]\n"},
                                    {"m/q/revision.yaml", "parents:\n  - p\n"}});

  EXPECT_THAT(
      report(directory),
      ElementsAre("m/orders__o/revision.yaml:2:11: 'orders' revises 'user', which no folder "
                  "defines (did you mean 'users'?)",
                  "m/p/revision.yaml:1:11: the revisions need each other in a circle: p -> q -> p",
                  "m/users/revision.yaml:2:10: the label 'x' is used twice, also by 'orders o'"));
  EXPECT_EQ(directory.problems[0].excerpt->line, "parents: [user]");
  EXPECT_EQ(directory.problems[0].excerpt->length, 4U);
  EXPECT_FALSE(directory.sound());
}

TEST(ReaderTest, TwoFoldersOfOneIdAreFound) {
  const Directory directory =
      read({{"m/a__x/revision.yaml", "parents: []"}, {"m/a__y/revision.yaml", "parents: []"}});

  EXPECT_THAT(report(directory), ElementsAre("m/a__y: the id 'a' is used twice"));
  EXPECT_THAT(directory.problems[0].notes, ElementsAre("also by 'm/a__x'"));
}

TEST(ReaderTest, WarningsLeaveTheDirectorySound) {
  const Directory directory = read({{"m/a/revision.yaml", "parents: []"},
                                    {"m/b/revision.yaml", "parents: [a]"},
                                    {"m/c/revision.yaml", "parents: [a, b]"},
                                    {"m/20261120__x.sql", ""},
                                    {"m/README.md", ""},
                                    {"m/HEADS", "c\n"}});

  EXPECT_THAT(report(directory),
              ElementsAre("warning: m/20261120__x.sql: a revision is a folder with its files in it",
                          "warning: m/c/revision.yaml:1:11: 'a' is implied by what else 'c' "
                          "needs"));
  EXPECT_TRUE(directory.sound());
  EXPECT_EQ(sound_revisions(directory).size(), 3U);
}

TEST(ReaderTest, AFolderWithoutItsFileIsFoundAndCountsAsARevision) {
  const Directory directory = read({{"m/a/up.sql", ""},
                                    {"m/b/revision.yml", ""},
                                    {"m/c/revision.yaml", "parents: [a]"},
                                    {"m/.git/x", ""}});

  EXPECT_THAT(report(directory),
              ElementsAre("m/a: the folder has no revision.yaml",
                          "m/b: the folder has no revision.yaml (rename 'revision.yml')"));
}

TEST(ReaderTest, AFolderWhoseNameIsNoIdIsFound) {
  EXPECT_THAT(report(read({{"m/__x/revision.yaml", "parents: []"}})),
              ElementsAre("m/__x: an id cannot be empty"));
  EXPECT_THAT(report(read({{"m/5%__x/revision.yaml", "parents: []"}})),
              ElementsAre(HasSubstr("'%25' means itself")));
}

TEST(ReaderTest, AnEmptyDirectoryIsFineAndAMissingOneIsNot) {
  EXPECT_THAT(read({{"m/README.md", ""}}).revisions, IsEmpty());
  try {
    read({});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kNoDirectory);
    EXPECT_THAT(error.first().next, ElementsAre("dunlin init"));
  }
}

TEST(ReaderTest, RevisionsAreOrderedByIdAlsoWhereFoldersAreNot) {
  const Directory directory =
      read({{"m/a%41/revision.yaml", "parents: []"}, {"m/a1/revision.yaml", "parents: []"}});

  EXPECT_THAT(directory.ids(), ElementsAre("a1", "aA"));
}

TEST(ReaderTest, ManyFoldersAreReadByTwoThreadsInOrder) {
  std::map<std::string, std::string> contents;
  for (int i = 1000; i < 2000; ++i) {
    const std::string parent = i == 1000 ? "" : std::to_string(i - 1);
    contents["m/" + std::to_string(i) + "__x/revision.yaml"] = "parents: [" + parent + "]\n";
  }
  const Directory directory = read(contents);

  EXPECT_THAT(report(directory), IsEmpty());
  EXPECT_EQ(directory.revisions.size(), 1000U);
  EXPECT_THAT(graph_of(directory).heads(), ElementsAre("1999"));
}

}  // namespace
}  // namespace dunlin::revision
