#include "base/interrupt.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <string_view>
#include <system_error>

namespace dunlin {

namespace {

std::atomic<int> received{0};
std::atomic<bool> speaks_json{false};
std::atomic<int> read_end{-1};
std::atomic<int> write_end{-1};
// Handlers may touch nothing that takes a lock.
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

std::string_view announcement(int signal) {
  if (speaks_json.load()) {
    return signal == SIGINT ? "{\"level\":\"warning\",\"message\":\"SIGINT: stopping\"}\n"
                            : "{\"level\":\"warning\",\"message\":\"SIGTERM: stopping\"}\n";
  }
  return signal == SIGINT ? "dunlin: SIGINT: stopping (once more to end at once)\n"
                          : "dunlin: SIGTERM: stopping (once more to end at once)\n";
}

void put(int descriptor, std::string_view bytes) {
  // Nobody is left to tell when this fails.
  [[maybe_unused]] const ssize_t ignored = ::write(descriptor, bytes.data(), bytes.size());
}

extern "C" void dunlin_on_signal(int signal) {
  const int saved = errno;
  int none = 0;
  if (!received.compare_exchange_strong(none, signal)) ::_exit(128 + signal);
  put(STDERR_FILENO, announcement(signal));
  put(write_end.load(), "!");
  errno = saved;
}

void set_handler(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  // No SA_RESTART: whoever waits in a system call must wake and look at the flag.
  action.sa_flags = 0;
  ::sigaction(signal, &action, nullptr);
}

void empty_mask() {
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

void Interrupt::install() {
  if (read_end.load() < 0) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
      throw std::system_error(errno, std::generic_category(), "pipe2");
    }
    read_end = ends[0];
    write_end = ends[1];
  }
  set_handler(SIGINT, dunlin_on_signal);
  set_handler(SIGTERM, dunlin_on_signal);
  set_handler(SIGPIPE, SIG_IGN);
  // A parent may have started us with these blocked (some supervisors do).
  empty_mask();
}

void Interrupt::announce_as_json(bool json) { speaks_json = json; }

int Interrupt::signal() { return received.load(); }

void Interrupt::check() {
  const int signal = received.load();
  if (signal == 0) return;
  if (signal == SIGINT) throw Error(code::kInterrupted, "interrupted by SIGINT");
  throw Error(code::kTerminated, "terminated by SIGTERM");
}

int Interrupt::descriptor() { return read_end.load(); }

void Interrupt::sleep(std::chrono::milliseconds duration) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + duration;
  while (true) {
    check();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0) return;
    pollfd wake{descriptor(), POLLIN, 0};
    ::poll(&wake, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 3'600'000)));
  }
}

void Interrupt::restore() {
  for (int signal = 1; signal < NSIG; ++signal) {
    if (signal != SIGKILL && signal != SIGSTOP) set_handler(signal, SIG_DFL);
  }
  empty_mask();
}

}  // namespace dunlin
