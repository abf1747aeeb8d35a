#include "archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dunlin::scenario {
namespace {

using testing::ElementsAre;

TEST(ArchiveTest, HoldsAScriptAndFiles) {
  const Archive archive = parse_archive("do this\n\n-- a/b.txt --\none\ntwo\n-- empty --\n");

  EXPECT_EQ(archive.script, "do this\n\n");
  EXPECT_THAT(archive.files,
              ElementsAre(ArchiveFile{"a/b.txt", "one\ntwo\n"}, ArchiveFile{"empty", ""}));
}

TEST(ArchiveTest, SqlCommentsAreNoFiles) {
  const Archive archive = parse_archive("-- up.sql --\n-- a comment\n-- --\n--x--\n");

  EXPECT_THAT(archive.files, ElementsAre(ArchiveFile{"up.sql", "-- a comment\n-- --\n--x--\n"}));
}

TEST(ArchiveTest, PrintsAsItWasRead) {
  for (const char* text : {"", "x\n", "x\n-- a --\n", "-- a --\n\n\n-- b --\ny\n"}) {
    EXPECT_EQ(to_text(parse_archive(text)), text);
  }
}

TEST(ArchiveTest, AddsTheLineFeedAtTheEnd) {
  EXPECT_EQ(to_text(parse_archive("x\n-- a --\ny")), "x\n-- a --\ny\n");
}

}  // namespace
}  // namespace dunlin::scenario
