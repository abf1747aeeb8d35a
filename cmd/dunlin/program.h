#pragma once

#include <string>
#include <vector>

#include "base/exit_code.h"

namespace dunlin::cmd {

/// The program behind main(): takes the words of a command line apart, runs the command, prints
/// its result on standard output and its errors on standard error, and returns the exit code.
/// `words` are those behind the program's name; one of them may hold a password, which is warned
/// about.
Exit run_program(const std::vector<std::string>& words, bool password_in_words);

}  // namespace dunlin::cmd
