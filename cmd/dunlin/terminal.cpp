#include "dunlin/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace dunlin::cmd {

namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool wants_color(ColorChoice choice, bool terminal) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  if (is_set("NO_COLOR")) return false;
  if (is_set("CLICOLOR_FORCE")) return true;
  const char* kind = std::getenv("TERM");
  return terminal && kind != nullptr && std::string_view(kind) != "dumb";
}

// As wide as a terminal says it is, within reason.
std::size_t width_of_output() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::clamp<std::size_t>(size.ws_col, 60, 400);
}

}  // namespace

Terminal Terminal::look(ColorChoice choice) {
  Terminal terminal;
  terminal.input = ::isatty(STDIN_FILENO) == 1;
  terminal.output = ::isatty(STDOUT_FILENO) == 1;
  terminal.talk = ::isatty(STDERR_FILENO) == 1;
  terminal.color_output = wants_color(choice, terminal.output);
  terminal.color_talk = wants_color(choice, terminal.talk);
  if (terminal.output) terminal.width = width_of_output();
  return terminal;
}

}  // namespace dunlin::cmd
