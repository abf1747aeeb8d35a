#pragma once

#include <string>
#include <vector>

namespace dunlin {

struct ProcessResult {
  int exit_code = 0;  ///< 128 + signal when killed by one
  std::string out;    ///< its standard output, when asked for
};

/// Runs a program (found by PATH) with `input` on its standard input and waits for it, with default
/// signals. stderr is ours; its standard output goes there too unless it is captured, because ours
/// is for the result. SIGINT and SIGTERM are passed on to it. Throws Error(kCommandNotFound).
/// Precondition: `arguments` is not empty.
ProcessResult run_process(const std::vector<std::string>& arguments, const std::string& input,
                          bool capture_output);

/// Throws Error(kCommandNotFound) when become() would not find the program.
void require_program(const std::string& name);

/// Replaces this process by a program: same PID, default signals, only descriptors 0 to 2 open.
/// Returns only by throwing Error(kCommandNotFound), with the signals restored and the descriptors
/// still open. Precondition: `arguments` is not empty.
[[noreturn]] void become(const std::vector<std::string>& arguments);

}  // namespace dunlin
