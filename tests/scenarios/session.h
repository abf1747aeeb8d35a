#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "archive.h"
#include "database.h"
#include "normalise.h"
#include "process.h"
#include "runner.h"
#include "script.h"
#include "support/temporary_directory.h"

namespace dunlin::scenario {

/// A step did not do what the scenario says.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The scenario cannot be run here.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws Failure when there is no such file.
std::string read_file(const std::filesystem::path& path);

/// Creates the folders above it.
void write_file(const std::filesystem::path& path, const std::string& bytes,
                std::ios::openmode mode);

/// One run of a scenario: its folder, environment and databases, the programs it started, and what
/// the last one printed. All of it is gone with this object.
class Session {
 public:
  Session(Archive& archive, const std::string& kind, const Settings& settings, int time_limit);

  /// The database it runs on: sqlite, postgres or none.
  const std::string& kind() const { return kind_; }
  bool accepts() const { return settings_.accept; }

  /// The word with `$NAME` and `${NAME}` replaced by the value in `environment`.
  std::string expanded(const Word& word) const;

  /// A file by its name as seen from the current directory.
  std::filesystem::path path(const std::string& name) const;
  /// What a pattern such as `migrations/*__add_email` stands for; possibly nothing.
  std::vector<std::filesystem::path> paths(const std::string& pattern) const;

  /// Starts a program; `name` tells those apart that run at the same time.
  void start(const std::string& name, std::vector<std::string> arguments);
  Process& running(const std::string& name);
  /// Waits for it; what it printed and its exit code are those of the last command then.
  void finish(const std::string& name);

  /// Makes `text` the expected content of a file, on disk and in the archive.
  void rewrite(const std::string& name, const std::string& text);

  std::filesystem::path here;                      ///< the current directory
  std::map<std::string, std::string> environment;  ///< of the programs
  std::string input = "/dev/null";                 ///< what the next program reads
  Normaliser normalised;

  int exit_code = 0;   ///< of the last command; -1: it did not end in time
  std::string out;     ///< what it printed, normalised
  std::string errors;  ///< likewise
  bool rewritten = false;

 private:
  struct Running {
    std::unique_ptr<Process> process;
    Command command;
  };

  std::string expanded(const std::string& text) const;
  void make_environment();
  void make_databases();
  void unpack();

  Archive& archive_;
  const Settings& settings_;
  const std::string kind_;
  const int time_limit_;
  test::TemporaryDirectory folder_;
  std::filesystem::path root_;  ///< of everything
  std::filesystem::path work_;  ///< of the scenario's files
  std::vector<std::unique_ptr<Database>> databases_;
  std::map<std::string, Running> running_;
  int started_ = 0;  ///< programs so far
};

}  // namespace dunlin::scenario
