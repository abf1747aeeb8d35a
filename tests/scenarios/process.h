#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

namespace dunlin::scenario {

/// How a program is started.
struct Command {
  std::vector<std::string> arguments;  ///< the program first, found by the PATH in `environment`
  std::map<std::string, std::string> environment;
  std::string directory;
  std::string input;   ///< file for its standard input
  std::string output;  ///< file for its standard output
  std::string errors;  ///< file for its standard error
};

/// A program that runs in a process group of its own. It does not outlive this object, and not
/// this process either.
class Process {
 public:
  explicit Process(const Command& command);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  /// Its exit code, 128 + signal when killed by one, -1 when it was still running after `seconds`
  /// (it is killed then).
  int wait(int seconds);

  void signal(int number) const;

 private:
  pid_t pid_ = -1;
};

}  // namespace dunlin::scenario
