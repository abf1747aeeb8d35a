#include "base/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "base/error.h"

namespace dunlin {
namespace {

using testing::ElementsAre;

// The disk and the memory keep the same contract.
class FilesTest : public testing::TestWithParam<bool> {
 protected:
  FilesTest() {
    if (GetParam()) {
      char name[] = "/tmp/dunlin-files-XXXXXX";
      root_ = ::mkdtemp(name);
      files_ = disk_files();
    } else {
      root_ = "root";
      files_ = memory_files({});
    }
  }
  ~FilesTest() override {
    if (GetParam()) std::filesystem::remove_all(root_);
  }
  std::string at(const std::string& name) const { return path_in(root_, name); }

  std::string root_;
  std::unique_ptr<Files> files_;
};

INSTANTIATE_TEST_SUITE_P(Files, FilesTest, testing::Bool(),
                         [](const auto& kind) { return kind.param ? "Disk" : "Memory"; });

TEST_P(FilesTest, WhatIsWrittenIsRead) {
  files_->write(at("a/b.txt"), std::string_view("x\0y", 3));
  EXPECT_EQ(files_->read(at("a/b.txt")), std::string("x\0y", 3));
  files_->write(at("a/b.txt"), "");
  EXPECT_EQ(files_->read(at("a/b.txt")), "");
}

TEST_P(FilesTest, WhatIsNotThereIsNothing) {
  EXPECT_EQ(files_->read(at("missing")), std::nullopt);
  EXPECT_EQ(files_->list(at("missing")), std::nullopt);
  EXPECT_FALSE(files_->is_directory(at("missing")));
}

TEST_P(FilesTest, ListsAreSortedByBytes) {
  files_->write(at("b"), "");
  files_->write(at("a/x"), "");
  files_->write(at("B"), "");
  EXPECT_THAT(*files_->list(root_),
              ElementsAre(DirectoryEntry{"B", false}, DirectoryEntry{"a", true},
                          DirectoryEntry{"b", false}));
  EXPECT_TRUE(files_->is_directory(at("a")));
  EXPECT_FALSE(files_->is_directory(at("b")));
}

TEST_P(FilesTest, WhatIsOpenStaysAsItWas) {
  const std::string large(std::size_t{3} << 20U, 'x');
  files_->write(at("large"), large);
  files_->write(at("small"), "y");
  const Contents held = *files_->open(at("large"));
  files_->write(at("large"), "other");
  EXPECT_TRUE(held.view() == large);
  EXPECT_EQ(files_->open(at("large"))->view(), "other");
  EXPECT_EQ(files_->open(at("small"))->view(), "y");
  EXPECT_FALSE(files_->open(at("missing")).has_value());
}

TEST_P(FilesTest, DirectoriesAreWrittenWhole) {
  files_->write_directory(at("r"), {{"up.sql", "1"}, {"down.sql", "2"}});
  EXPECT_EQ(files_->read(at("r/up.sql")), "1");
  EXPECT_EQ(files_->list(at("r"))->size(), 2U);
  EXPECT_EQ(files_->list(root_)->size(), 1U) << "no temporary is left";
  try {
    files_->write_directory(at("r"), {{"other", ""}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kUnwritable);
    EXPECT_EQ(files_->read(at("r/other")), std::nullopt);
  }
}

TEST(DiskFilesTest, DirectoriesAndForbiddenPlacesHaveReasons) {
  const auto files = disk_files();
  try {
    files->read("/tmp");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kUnreadable);
    EXPECT_EQ(error.first().message, "cannot read '/tmp': Is a directory");
  }
  EXPECT_THROW(files->write("/proc/nowhere/x", ""), Error);
  try {
    files->write("/proc/mine", "");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.first().message, testing::StartsWith("cannot write '/proc/mine': "))
        << "the name that was asked for, not that of a temporary";
  }
}

TEST(FilesPathTest, SlashesAreNotDoubled) {
  EXPECT_EQ(path_in("a", "b"), "a/b");
  EXPECT_EQ(path_in("a/", "b"), "a/b");
  EXPECT_EQ(path_in(".", "b"), "b");
  EXPECT_EQ(path_in("", "b"), "b");
}

}  // namespace
}  // namespace dunlin
