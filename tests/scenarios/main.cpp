// scenarios [GOOGLETEST FLAGS] [FILE...]: runs each scenario on each database it names.
//
// Without files, all of tests/scenarios. DUNLIN_BINARY names the program to test instead of the
// one built beside this; DUNLIN_ACCEPT=1 rewrites the expected files where output differs.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "archive.h"
#include "runner.h"
#include "script.h"

namespace dunlin::scenario {
namespace {

namespace fs = std::filesystem;

std::string read_whole(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

void replace_whole(const fs::path& path, const std::string& bytes) {
  const fs::path beside = path.string() + ".new";
  std::ofstream(beside, std::ios::binary) << bytes;
  fs::rename(beside, path);
}

Settings settings() {
  const char* binary = std::getenv("DUNLIN_BINARY");
  const char* accept = std::getenv("DUNLIN_ACCEPT");
  const std::string program = binary == nullptr ? DUNLIN_DEFAULT_BINARY : binary;
  return {fs::absolute(program), accept != nullptr && std::string(accept) != "0"};
}

/// One file on one database.
class ScenarioTest : public testing::Test {
 public:
  ScenarioTest(fs::path file, std::string database)
      : file_(std::move(file)), database_(std::move(database)) {}

  void TestBody() override {
    Archive archive = parse_archive(read_whole(file_));
    const Report report = run_scenario(archive, file_, database_, settings());
    if (report.rewritten) {
      replace_whole(file_, to_text(archive));
      std::cout << "rewritten: " << file_.string() << "\n";
    }
    if (report.outcome == Report::Outcome::skipped) {
      std::cerr << "\n*** SKIPPED *** " << report.why << "\n";
      GTEST_SKIP() << report.transcript;
    }
    if (report.outcome == Report::Outcome::failed) {
      ADD_FAILURE() << "on " << database_ << "\n\n" << report.transcript;
    }
  }

 private:
  fs::path file_;
  std::string database_;
};

/// A file that is no scenario: fails with the reason.
class BrokenScenario : public testing::Test {
 public:
  explicit BrokenScenario(std::string why) : why_(std::move(why)) {}
  void TestBody() override { ADD_FAILURE() << why_; }

 private:
  std::string why_;
};

/// `merge/two_heads` for tests/scenarios/merge/two_heads.txt.
std::string name_of(const fs::path& file) {
  const fs::path relative = file.lexically_proximate(DUNLIN_SCENARIOS);
  std::string name = fs::path(relative).replace_extension();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

void register_file(const fs::path& file) {
  const std::string name = name_of(file);
  try {
    const Script script = parse_script(parse_archive(read_whole(file)).script);
    for (const std::string& database : script.databases) {
      testing::RegisterTest(script.label.c_str(), (name + "/" + database).c_str(), nullptr, nullptr,
                            file.c_str(), 1,
                            [=]() -> testing::Test* { return new ScenarioTest(file, database); });
    }
  } catch (const ScriptError& error) {
    const std::string why = file.string() + ":" + std::to_string(error.line) + ": " + error.what();
    testing::RegisterTest("scenario", (name + "/broken").c_str(), nullptr, nullptr, file.c_str(), 1,
                          [=]() -> testing::Test* { return new BrokenScenario(why); });
  }
}

std::vector<fs::path> all_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(DUNLIN_SCENARIOS)) {
    const bool is_scenario = entry.path().extension() == ".txt";
    if (is_scenario && entry.path().filename() != "CMakeLists.txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace
}  // namespace dunlin::scenario

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  std::vector<std::filesystem::path> files(argv + 1, argv + argc);
  for (auto& file : files) file = std::filesystem::absolute(file);
  if (files.empty()) files = dunlin::scenario::all_files();
  for (const auto& file : files) dunlin::scenario::register_file(file);
  return RUN_ALL_TESTS();
}
