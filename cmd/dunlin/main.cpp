#include <string>
#include <vector>

#include "base/interrupt.h"
#include "dunlin/options.h"
#include "dunlin/program.h"

int main(int argc, char** argv) {
  dunlin::Interrupt::install();
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  const bool password = dunlin::cmd::hide_passwords(argv, argc);
  return static_cast<int>(dunlin::cmd::run_program(words, password));
}
