#include "base/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/error.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "base/text.h"

namespace dunlin {

namespace {

[[noreturn]] void fail(const char* what, int reason) {
  throw std::system_error(reason, std::generic_category(), what);
}

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  void reset(int fd = -1) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
  }

 private:
  int fd_;
};

Error not_found(const std::string& program, int reason) {
  return Error(code::kCommandNotFound, fmt::format("cannot run '{}': {}", program,
                                                   std::generic_category().message(reason)));
}

std::vector<char*> pointers(const std::vector<std::string>& arguments) {
  std::vector<char*> out;
  for (const std::string& argument : arguments) out.push_back(const_cast<char*>(argument.c_str()));
  out.push_back(nullptr);
  return out;
}

// A file in memory rather than a pipe: the child may read it late or never, and nobody blocks or
// is sent a SIGPIPE.
void fill_input(Descriptor& file, std::string_view bytes) {
  file.reset(::memfd_create("dunlin-input", MFD_CLOEXEC));
  if (file.get() < 0) fail("memfd_create", errno);
  while (!bytes.empty()) {
    const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail("write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::lseek(file.get(), 0, SEEK_SET) != 0) fail("lseek", errno);
}

// What posix_spawn is told, released by scope.
class Spawn {
 public:
  Spawn() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  ~Spawn() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  Spawn(const Spawn&) = delete;
  Spawn& operator=(const Spawn&) = delete;

  void connect(int ours, int theirs) { posix_spawn_file_actions_adddup2(&actions_, ours, theirs); }

  pid_t run(const std::vector<std::string>& arguments) {
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, arguments.front().c_str(), &actions_, &attributes_,
                                      pointers(arguments).data(), environ);
    if (failed != 0) throw not_found(arguments.front(), failed);
    return child;
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

// Waits for a child, and passes a signal that comes meanwhile on to it, once. One that came before
// does not count: a hook that reports an interruption must be allowed to finish.
class Watch {
 public:
  Watch() : done_(Interrupt::signal() != 0) {}
  void child(pid_t child) { child_ = child; }

  /// Until `fd` can be read, or `milliseconds` have passed (-1: for ever). A poll of the pipe that
  /// the handler writes to, because a flag may be raised between a look at it and the wait.
  void wait(int fd, int milliseconds) {
    pollfd events[] = {{fd, POLLIN, 0}, {done_ ? -1 : Interrupt::descriptor(), POLLIN, 0}};
    ::poll(events, 2, milliseconds);
    if (done_ || Interrupt::signal() == 0) return;
    ::kill(child_, Interrupt::signal());
    done_ = true;
  }

 private:
  pid_t child_ = 0;
  bool done_;
};

std::string read_to_end(int fd, Watch& watch) {
  std::string bytes;
  char buffer[4096];
  while (true) {
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got == 0) return bytes;
    if (got > 0) {
      bytes.append(buffer, static_cast<std::size_t>(got));
    } else if (errno == EAGAIN || errno == EINTR) {
      watch.wait(fd, -1);
    } else {
      fail("read", errno);
    }
  }
}

int wait_for(pid_t child, Watch& watch) {
  // Readable when the child has ended; sandboxes that do not know the call are asked now and then.
  const Descriptor ended(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  while (true) {
    int status = 0;
    const pid_t found = ::waitpid(child, &status, WNOHANG);
    if (found == child) return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    if (found < 0 && errno != EINTR) fail("waitpid", errno);
    watch.wait(ended.get(), ended.get() < 0 ? 20 : -1);
  }
}

void close_on_exec(int fd) {
  const int flags = ::fcntl(fd, F_GETFD);
  if (flags >= 0) ::fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
}

// Marked rather than closed, so that a program that cannot be run leaves us whole.
void close_rest_on_exec() {
#ifdef CLOSE_RANGE_CLOEXEC
  if (::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
#endif
  // Linux before 5.11, and sandboxes that do not know the call.
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", failed)) {
    const int fd = std::atoi(entry.path().filename().c_str());
    if (fd > STDERR_FILENO) close_on_exec(fd);
  }
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& arguments, const std::string& input,
                          bool capture_output) {
  Descriptor in;
  Descriptor out;
  Descriptor out_write;
  fill_input(in, input);
  Spawn spawn;
  spawn.connect(in.get(), STDIN_FILENO);
  if (capture_output) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) fail("pipe2", errno);
    out.reset(ends[0]);
    out_write.reset(ends[1]);
    // Ours alone: the child must find a pipe that blocks.
    ::fcntl(out.get(), F_SETFL, O_NONBLOCK);
  }
  spawn.connect(capture_output ? out_write.get() : STDERR_FILENO, STDOUT_FILENO);
  std::fflush(nullptr);
  Watch watch;
  const pid_t child = spawn.run(arguments);
  watch.child(child);
  out_write.reset();
  ProcessResult result;
  if (capture_output) result.out = read_to_end(out.get(), watch);
  result.exit_code = wait_for(child, watch);
  return result;
}

void require_program(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    if (::access(name.c_str(), X_OK) != 0) throw not_found(name, errno);
    return;
  }
  const char* path = std::getenv("PATH");
  for (const std::string& directory : split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    if (::access(path_in(directory, name).c_str(), X_OK) == 0) return;
  }
  throw not_found(name, ENOENT);
}

void become(const std::vector<std::string>& arguments) {
  std::fflush(nullptr);
  Interrupt::restore();
  close_rest_on_exec();
  ::execvp(arguments.front().c_str(), pointers(arguments).data());
  throw not_found(arguments.front(), errno);
}

}  // namespace dunlin
