#include "app/fast_path.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "project.h"

namespace dunlin::app::test {
namespace {

// So many that two threads share them.
constexpr int kMany = 600;

std::string folder(int number) { return fmt::format("r{:04}__step", number); }

std::string path_of(int number) { return "migrations/" + folder(number) + "/up.sql"; }

std::string up_of(int number) { return fmt::format("CREATE TABLE t{} (id integer);\n", number); }

std::map<std::string, std::string> many_revisions() {
  std::map<std::string, std::string> files;
  for (int i = 0; i < kMany; ++i) {
    files.merge(revision_files(folder(i), i == 0 ? "" : fmt::format("r{:04}", i - 1), up_of(i),
                               fmt::format("DROP TABLE t{};\n", i)));
  }
  return files;
}

class FastPathTest : public testing::Test {
 protected:
  FastPathTest() : project(many_revisions()) {
    Context own = project.context();
    UpgradeRequest request;
    request.create = true;
    request.atomic = true;  // one transaction is soon done
    app::upgrade(own, request);
  }

  bool nothing_to_do() {
    Context own = project.context();
    Database database(own, Purpose::change);
    return app::nothing_to_do(own, database);
  }

  Project project;
};

TEST_F(FastPathTest, ManyRevisionsThatAreAllAppliedAreNothingToDo) { EXPECT_TRUE(nothing_to_do()); }

// Of each half the first and the last.
constexpr int kPlaces[] = {0, kMany / 2 - 1, kMany / 2, kMany - 1};

TEST_F(FastPathTest, AnEditIsSeenWhereverItIs) {
  for (const int place : kPlaces) {
    project.files().write(path_of(place), "SELECT 2;\n");
    EXPECT_FALSE(nothing_to_do()) << place;
    project.files().write(path_of(place), up_of(place));
    EXPECT_TRUE(nothing_to_do()) << place;
  }
}

TEST_F(FastPathTest, AnUnfinishedRevisionIsSeenWhereverItIs) {
  for (const int place : kPlaces) {
    const auto set = [&](const char* state) {
      project.tell(
          fmt::format("UPDATE dunlin_revision SET state = '{}' WHERE id = 'r{:04}'", state, place));
    };
    set("partial");
    EXPECT_FALSE(nothing_to_do()) << place;
    set("applied");
  }
}

TEST_F(FastPathTest, ARowOfAnotherRevisionIsSeenWhereverItIs) {
  for (const int place : kPlaces) {
    const auto rename = [&](const char* from, const char* to) {
      project.tell(fmt::format("UPDATE dunlin_revision SET id = '{1}{2:04}' WHERE id = '{0}{2:04}'",
                               from, to, place));
    };
    rename("r", "x");
    EXPECT_FALSE(nothing_to_do()) << place;
    rename("x", "r");
  }
  project.tell("DELETE FROM dunlin_revision WHERE id = 'r0599'");
  EXPECT_FALSE(nothing_to_do());
}

TEST_F(FastPathTest, AFolderThatIsNewIsSeen) {
  for (const auto& [path, text] : revision_files("r9999__new", "r0599", "SELECT 1;\n", "")) {
    project.files().write(path, text);
  }
  EXPECT_FALSE(nothing_to_do());
}

}  // namespace
}  // namespace dunlin::app::test
