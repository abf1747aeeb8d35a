#pragma once

#include <map>
#include <string>
#include <vector>

namespace dunlin::bench {

/// One run of a program.
struct Sample {
  double wall_ms = 0;
  double cpu_ms = 0;
  double rss_mb = 0;
  int exit_code = 0;
};

/// How to run it.
struct Command {
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment = {};  ///< beside the usual one
};

/// Runs programs by `bench_measure`, which is beside this one; their output goes to `scratch`.
class Stopwatch {
 public:
  Stopwatch(std::string measure, std::string scratch);

  Sample run(const Command& command) const;

  /// The end of what the last program wrote to stderr.
  std::string last_words() const;

 private:
  std::string measure_;
  std::string scratch_;
};

/// Of several samples, the middle.
struct Summary {
  double wall_ms = 0;
  double least_ms = 0;
  double cpu_ms = 0;
  double least_cpu_ms = 0;
  double rss_mb = 0;  ///< the most
  int failures = 0;
};

/// Precondition: not empty.
Summary summary_of(const std::vector<Sample>& samples);

}  // namespace dunlin::bench
