#pragma once

#include <string>
#include <vector>

namespace dunlin {

struct ProcessResult {
  int exit_code = 0;  ///< 128 + signal when killed by one
  std::string out;    ///< its standard output, when asked for
};

/// Runs a program (found by PATH) with `input` on its standard input and waits for it. stderr is
/// ours. Throws Error(kCommandNotFound).
ProcessResult run_process(const std::vector<std::string>& arguments, const std::string& input,
                          bool capture_output);

/// Replaces this process by a program: same PID, default signals, only descriptors 0 to 2 open.
/// Returns only by throwing Error(kCommandNotFound).
[[noreturn]] void become(const std::vector<std::string>& arguments);

}  // namespace dunlin
