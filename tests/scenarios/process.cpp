#include "process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace dunlin::scenario {
namespace {

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> list;
  for (std::string& string : strings) list.push_back(string.data());
  list.push_back(nullptr);
  return list;
}

void redirect(const std::string& path, int flags, int descriptor) {
  const int opened = open(path.c_str(), flags, 0600);
  if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
}

[[noreturn]] void become(const Command& command, char** arguments, char** environment) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  redirect(command.input, O_RDONLY, STDIN_FILENO);
  redirect(command.output, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  redirect(command.errors, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  if (chdir(command.directory.c_str()) != 0) _exit(126);
  // execvpe looks in the PATH of the caller, not in the one it hands over.
  if (const auto path = command.environment.find("PATH"); path != command.environment.end()) {
    setenv("PATH", path->second.c_str(), 1);
  }
  execvpe(arguments[0], arguments, environment);
  const std::string message = command.arguments[0] + ": cannot be started\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, message.data(), message.size());
  _exit(127);
}

/// Whether the process ends within the time. Without busy waiting: programs here run for
/// milliseconds.
bool ends_within(pid_t pid, int seconds) {
  const int descriptor = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "pidfd_open");
  pollfd watched{descriptor, POLLIN, 0};
  const int ready = poll(&watched, 1, seconds * 1000);
  close(descriptor);
  return ready == 1;
}

}  // namespace

Process::Process(const Command& command) {
  std::vector<std::string> arguments = command.arguments;
  std::vector<std::string> variables;
  for (const auto& [name, value] : command.environment) variables.push_back(name + "=" + value);
  auto argument_list = pointers(arguments);
  auto variable_list = pointers(variables);
  pid_ = fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid_ == 0) become(command, argument_list.data(), variable_list.data());
  setpgid(pid_, pid_);  // also here, so that signal() reaches the group at once
}

Process::~Process() {
  if (pid_ < 0) return;
  signal(SIGKILL);
  waitpid(pid_, nullptr, 0);
}

int Process::wait(int seconds) {
  const bool ended = ends_within(pid_, seconds);
  if (!ended) signal(SIGKILL);
  int status = 0;
  waitpid(pid_, &status, 0);
  kill(-pid_, SIGKILL);  // what it left behind
  pid_ = -1;
  if (!ended) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Process::signal(int number) const { kill(-pid_, number); }

}  // namespace dunlin::scenario
