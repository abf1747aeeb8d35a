#include "revision/writer.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "revision/revision_file.h"
#include "unit/revision/notation.h"

namespace dunlin::revision {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::chrono::system_clock::time_point moment() {
  return std::chrono::system_clock::from_time_t(1795166102);  // 2026-11-20 09:15:02 UTC
}

Revision read_back(const std::string& text) {
  Revision revision;
  std::vector<Diagnostic> problems;
  read_revision(text, "revision.yaml", revision, problems);
  EXPECT_THAT(problems, IsEmpty()) << text << problems.front().message;
  return revision;
}

TEST(WriterTest, OnlyWhatDiffersIsWritten) {
  EXPECT_EQ(revision_file(Revision()), "parents: []\n");
  Revision revision;
  revision.parents = {"a"};
  revision.message = "add orders";
  revision.lock_timeout = Milliseconds(500);
  EXPECT_EQ(revision_file(revision),
            "parents: [a]\nmessage: add orders\ntimeouts: {lock: 500ms}\n");
}

TEST(WriterTest, IdsAreUtcTimestamps) { EXPECT_EQ(new_id(moment(), {}), "20261120091502"); }

TEST(WriterTest, AnIdIsGreaterThanAllThereAre) {
  const auto id = [](const std::vector<Id>& existing) { return new_id(moment(), existing); };

  EXPECT_EQ(id({"20261120091502"}), "20261120091503");
  EXPECT_EQ(id({"20261231235959", "20261120091502"}), "20270101000000");
  EXPECT_EQ(id({"99zz", "209912312359591"}), "20261120091502");
  EXPECT_EQ(id({"20269999999999"}), "20270000000000") << "no moment: counted on as a number";
}

std::unique_ptr<Files> project() {
  return memory_files({{"m/a/revision.yaml", "parents: []\nlabels: [x]\n"}});
}

TEST(WriterTest, WritesTheFolderAndTheHeads) {
  const auto files = project();
  Revision revision;
  revision.id = "b";
  revision.slug = "add_orders";
  revision.parents = {"a"};

  EXPECT_EQ(
      write_revision(*files, read_directory(*files, "m"), revision, {{"up.sql", "SELECT 1;"}}),
      "m/b__add_orders");
  EXPECT_EQ(files->read("m/b__add_orders/up.sql"), "SELECT 1;");
  EXPECT_EQ(files->read("m/b__add_orders/revision.yaml"), "parents: [a]\n");
  EXPECT_EQ(files->read("m/HEADS"), "b\n");
  EXPECT_THAT(read_directory(*files, "m").problems, IsEmpty());
}

std::vector<std::string> refusals(const Revision& revision) {
  const auto files = project();
  std::vector<std::string> messages;
  try {
    write_revision(*files, read_directory(*files, "m"), revision, {});
  } catch (const Error& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) {
      messages.push_back(diagnostic.message);
    }
  }
  EXPECT_EQ(files->list("m")->size(), 1U) << "something was written";
  return messages;
}

TEST(WriterTest, NothingIsWrittenUnlessEverythingFits) {
  const auto refused = [](std::string_view notation) {
    return refusals(revisions_of(notation).front());
  };

  EXPECT_THAT(refused("head:a"), ElementsAre("'head' is reserved"));
  EXPECT_THAT(refused("Current:a"), ElementsAre("'Current' is reserved"));
  EXPECT_THAT(refused("a"), ElementsAre("the id 'a' is used twice"));
  EXPECT_THAT(refused("A"), ElementsAre("the ids 'A' and 'a' differ only in case"));
  EXPECT_THAT(refused("b:nobody#x"),
              ElementsAre("'b' revises 'nobody', which no folder defines", HasSubstr("label 'x'")));
  EXPECT_THAT(refused("b:a#heads"), ElementsAre("the label 'heads' is reserved"));
  Revision strange;
  strange.id = "b\n";
  strange.slug = "../x";
  EXPECT_EQ(refusals(strange).size(), 2U);
}

TEST(WriterTest, HeadsAreRewrittenWhateverTheyHeld) {
  const auto files = project();
  files->write("m/HEADS", "<<<<<<< x\n");
  write_heads(*files, read_directory(*files, "m"));
  EXPECT_EQ(files->read("m/HEADS"), "a\n");
}

std::string any_text() {
  return *rc::gen::nonEmpty(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("aB1 ,[]{}:#'\"&*!|>%@`-~"))));
}

std::vector<std::string> any_texts() {
  std::vector<std::string> texts;
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) texts.push_back(any_text());
  return texts;
}

RC_GTEST_PROP(WriterProperty, WhatIsWrittenReadsBackTheSame, ()) {
  Revision revision;
  revision.parents = any_texts();
  revision.message = any_text();
  revision.labels = any_texts();
  revision.depends_on = any_texts();
  revision.replaces = any_texts();
  revision.transaction =
      *rc::gen::element(TransactionMode::automatic, TransactionMode::on, TransactionMode::off);
  if (*rc::gen::arbitrary<bool>()) {
    revision.irreversible =
        *rc::gen::element(std::string(), std::string("true"), std::string("false"), any_text());
  }
  revision.destructive = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>()) revision.compat = *rc::gen::arbitrary<bool>();
  revision.applied_if = "SELECT " + any_text();
  revision.statement_timeout = Milliseconds(*rc::gen::inRange(0, 100000));
  revision.author = any_text();

  const std::string text = revision_file(revision);
  RC_ASSERT(revision_file(read_back(text)) == text);
  const Revision back = read_back(text);
  RC_ASSERT(back.parents == revision.parents);
  RC_ASSERT(back.labels == revision.labels);
  RC_ASSERT(back.message == revision.message);
  RC_ASSERT(back.irreversible == revision.irreversible);
  RC_ASSERT(back.applied_if == revision.applied_if);
  RC_ASSERT(back.statement_timeout == revision.statement_timeout);
  RC_ASSERT(back.author == revision.author);
}

}  // namespace
}  // namespace dunlin::revision
