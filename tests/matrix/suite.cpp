#include "matrix/suite.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace dunlin::matrix {

namespace {

namespace fs = std::filesystem;

std::string read_whole(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Decisions compared, by what the migration does.
std::map<std::string, std::size_t>& rows() {
  static std::map<std::string, std::size_t> rows;
  return rows;
}

struct Class {
  std::string operator()(const sql::Exists&) const { return "create"; }
  std::string operator()(const sql::Label&) const { return "create"; }
  std::string operator()(const sql::Gone&) const { return "drop"; }
  std::string operator()(const sql::Renamed&) const { return "rename"; }
  std::string operator()(const sql::Set&) const { return "set"; }
  std::string operator()(const sql::Valid&) const { return "set"; }
  std::string operator()(const sql::Repeatable&) const { return "data"; }
  std::string operator()(const sql::Once&) const { return "data"; }
};

std::string class_of(const sql::Reader& reader, const Case& made) {
  const sql::Script script = reader.split(made.statement);
  if (script.statements.empty()) return "data";
  const sql::Facts facts = reader.facts(script.statements.front());
  if (facts.actions.empty() || facts.actions[0].claims.empty()) return "data";
  return std::visit(Class(), facts.actions[0].claims[0]);
}

/// What is known to be wrong or not shown yet, from the file OPEN beside the
/// sheets: a line each, `SHEET:LINE reason` or `kind NAME`. The test fails for
/// what is wrong and not listed, and for what is listed and no longer wrong, so
/// that the list only ever says what is so.
class Open {
 public:
  explicit Open(const std::string& folder) {
    std::ifstream stream(fs::path(folder) / "OPEN");
    for (std::string line; std::getline(stream, line);) {
      if (line.empty() || line.front() == '#') continue;
      if (line.starts_with("kind ")) {
        kinds_.insert(line.substr(5));
      } else {
        places_.insert(line.substr(0, line.find(' ')));
      }
    }
  }

  bool has(const fs::path& sheet, std::size_t line) const {
    return places_.count(place(sheet, line)) != 0;
  }
  bool has_kind(const std::string& kind) const { return kinds_.count(kind) != 0; }
  std::size_t decisions() const { return places_.size(); }
  std::size_t kinds() const { return kinds_.size(); }

  /// Those of a sheet that are listed, and no miss any more.
  std::vector<std::string> mended(const fs::path& sheet,
                                  const std::set<std::size_t>& missed) const {
    std::vector<std::string> all;
    const std::string prefix = sheet.filename().string() + ":";
    for (const std::string& listed : places_) {
      if (!listed.starts_with(prefix)) continue;
      if (missed.count(std::stoul(listed.substr(prefix.size()))) == 0) all.push_back(listed);
    }
    return all;
  }

 private:
  static std::string place(const fs::path& sheet, std::size_t line) {
    return sheet.filename().string() + ":" + std::to_string(line);
  }

  std::set<std::string> places_;
  std::set<std::string> kinds_;
};

class SheetTest : public testing::Test {
 public:
  SheetTest(const Suite& suite, fs::path file) : suite_(suite), file_(std::move(file)) {}

  void TestBody() override {
    try {
      const Sheet sheet = parse_sheet(read_whole(file_));
      const Bench bench = suite_.bench();
      const auto connection = bench.open();
      Trial trial(bench, *connection);
      const Open open(suite_.folder);
      std::set<std::size_t> missed;
      for (const Case& made : sheet.cases) {
        const std::size_t begin = trial.rows();
        for (const Miss& miss : trial.run(made)) {
          missed.insert(miss.line);
          if (!open.has(file_, miss.line)) fail(miss.line, miss.message);
        }
        rows()[class_of(bench.reader, made)] += trial.rows() - begin;
      }
      for (const std::string& place : open.mended(file_, missed)) {
        fail(0, place + " is decided right now: take it out of OPEN");
      }
    } catch (const SheetError& error) {
      fail(error.line, error.what());
    }
  }

 private:
  void fail(std::size_t line, const std::string& message) const {
    ADD_FAILURE_AT(file_.c_str(), static_cast<int>(line)) << message;
  }

  const Suite& suite_;
  fs::path file_;
};

std::vector<fs::path> sheets_of(const Suite& suite) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(suite.folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class CoverageTest : public testing::Test {
 public:
  explicit CoverageTest(const Suite& suite) : suite_(suite) {}

  void TestBody() override {
    std::set<std::string> shown;
    const Bench bench = suite_.bench();
    for (const fs::path& file : sheets_of(suite_)) {
      for (const Case& made : parse_sheet(read_whole(file)).cases) {
        for (const sql::Statement& statement : bench.reader.split(made.statement).statements) {
          if (const auto kind = suite_.kind_of(statement.text)) shown.insert(*kind);
        }
      }
    }
    const Open open(suite_.folder);
    for (const std::string& kind : suite_.kinds) {
      EXPECT_NE(shown.count(kind) != 0, open.has_kind(kind))
          << "no sheet in " << suite_.folder << " shows " << kind
          << ", or one does and OPEN says that none does";
    }
  }

 private:
  const Suite& suite_;
};

void print_rows(const std::string& name, const std::string& folder) {
  std::size_t all = 0;
  std::printf("\n%s: decisions compared\n", name.c_str());
  for (const auto& [kind, count] : rows()) {
    std::printf("  %-8s %5zu\n", kind.c_str(), count);
    all += count;
  }
  std::printf("  %-8s %5zu\n", "all", all);
  const Open open(folder);
  std::printf("known to be wrong: %zu states; without a sheet: %zu kinds (%s/OPEN)\n",
              open.decisions(), open.kinds(), folder.c_str());
}

}  // namespace

int run_suite(const Suite& suite, int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (const fs::path& file : sheets_of(suite)) {
    testing::RegisterTest(
        suite.name.c_str(), file.stem().c_str(), nullptr, nullptr, file.c_str(), 1,
        [&suite, file]() -> testing::Test* { return new SheetTest(suite, file); });
  }
  testing::RegisterTest(suite.name.c_str(), "every_kind_has_a_sheet", nullptr, nullptr, __FILE__,
                        __LINE__, [&suite]() -> testing::Test* { return new CoverageTest(suite); });
  const int result = RUN_ALL_TESTS();
  print_rows(suite.name, suite.folder);
  return result;
}

}  // namespace dunlin::matrix
