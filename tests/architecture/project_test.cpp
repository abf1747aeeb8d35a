// What belongs together outside the code: error codes and their pages, the top of the project.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "base/code.h"
#include "source.h"

namespace dunlin::architecture {
namespace {

namespace fs = std::filesystem;

using testing::ContainerEq;
using testing::IsSubsetOf;
using testing::StartsWith;

using Names = std::set<std::string>;

const fs::path& root() {
  static const fs::path kRoot = DUNLIN_SOURCE_DIR;
  return kRoot;
}

Names known_codes() {
  Names ids;
  for (const Code& code : all_codes()) ids.emplace(code.id);
  return ids;
}

Names pages() {
  Names ids;
  for (const auto& entry : fs::directory_iterator(root() / "docs/errors")) {
    const std::string name = entry.path().stem();
    if (name.starts_with("DN")) ids.insert(name);
  }
  return ids;
}

TEST(CodesTest, EveryCodeIsListedOnce) {
  EXPECT_EQ(known_codes().size(), all_codes().size());

  Names declared;
  for (const Source& source : sources_below("lib/base")) {
    if (source.path != "lib/base/code.h") continue;
    for (const Token& literal : source.literals) {
      if (literal.text.starts_with("DN")) declared.insert(literal.text);
    }
  }
  EXPECT_THAT(known_codes(), ContainerEq(declared));
}

TEST(CodesTest, EveryCodeHasAPageAndEveryPageACode) {
  EXPECT_THAT(pages(), ContainerEq(known_codes()));
}

TEST(CodesTest, APageBeginsWithItsCode) {
  for (const std::string& id : pages()) {
    std::ifstream page(root() / "docs/errors" / (id + ".md"));
    std::string line;
    std::getline(page, line);
    EXPECT_THAT(line, StartsWith("# " + id)) << "docs/errors/" << id << ".md";
  }
}

TEST(ProjectTest, TheTopHoldsWhatItSaysItHolds) {
  Names found;
  for (const auto& entry : fs::directory_iterator(root())) {
    const std::string name = entry.path().filename();
    if (!name.starts_with('.') && !name.starts_with("build")) found.insert(name);
  }
  EXPECT_THAT(found, IsSubsetOf({"CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json",
                                 "CONTRIBUTING.md", "LICENSE", "README.md", "cmake", "cmd", "docs",
                                 "lib", "migrations-examples", "packaging", "tests"}));
}

}  // namespace
}  // namespace dunlin::architecture
