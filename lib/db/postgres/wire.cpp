#include "db/postgres/wire.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <thread>

#include "base/interrupt.h"

namespace dunlin::db::postgres {
namespace {

constexpr std::size_t kCopyChunk = 64 * 1024;

}  // namespace

Wire::Wire(PGconn* handle) : handle_(handle), cancel_(PQgetCancel(handle), &PQfreeCancel) {
  // A large script must not block in send(2), deaf to signals.
  PQsetnonblocking(handle_, 1);
}

void Wire::look() {
  pollfd socket{PQsocket(handle_), POLLIN, 0};
  while (socket.fd >= 0 && ::poll(&socket, 1, 0) > 0 && PQconsumeInput(handle_) == 1) {
    PQisBusy(handle_);  // parses
  }
}

bool Wire::send(const std::string& sql) {
  watching_ = Interrupt::signal() == 0;
  cancelled_ = false;
  return PQsendQuery(handle_, sql.c_str()) == 1 && flush();
}

Answer Wire::next() {
  while (PQisBusy(handle_) == 1) {
    if (!wait(POLLIN) || PQconsumeInput(handle_) == 0) break;
  }
  return {PQgetResult(handle_), &PQclear};
}

void Wire::put(std::string_view data) {
  while (!data.empty() && !interrupted()) {
    const std::size_t size = std::min(data.size(), kCopyChunk);
    const int sent = PQputCopyData(handle_, data.data(), static_cast<int>(size));
    if (sent < 0 || !flush()) return;
    if (sent == 1) data.remove_prefix(size);
  }
  end_data(interrupted() ? "interrupted" : nullptr);
}

void Wire::refuse_data() { end_data("no data"); }

void Wire::end_data(const char* error) {
  while (PQputCopyEnd(handle_, error) == 0) {
    if (!flush()) return;
  }
  flush();
}

void Wire::skip_data() {
  char* row = nullptr;
  for (int size = 0; (size = PQgetCopyData(handle_, &row, 1)) >= 0;) {
    if (size > 0) {
      PQfreemem(row);
    } else if (!wait(POLLIN) || PQconsumeInput(handle_) == 0) {
      return;
    }
  }
}

void Wire::cancel() {
  char reason[256];
  // Best effort, as the protocol has it: whoever waits for the statement learns the outcome.
  PQcancel(cancel_.get(), reason, sizeof reason);
}

bool Wire::flush() {
  for (int left = 0; (left = PQflush(handle_)) != 0;) {
    if (left < 0 || !wait(POLLIN | POLLOUT)) return false;
    // The server may be stuck sending to us while we send to it.
    if (PQconsumeInput(handle_) == 0) return false;
  }
  return true;
}

bool Wire::wait(short events) {
  const int socket = PQsocket(handle_);
  if (socket < 0) return false;
  const bool listening = watching_ && !cancelled_;
  pollfd watched[] = {{socket, events, 0}, {listening ? Interrupt::descriptor() : -1, POLLIN, 0}};
  // EINTR is a signal: the next round finds the descriptor readable.
  if (::poll(watched, 2, -1) > 0 && watched[1].revents != 0) {
    cancelled_ = true;
    cancel();
  }
  return true;
}

bool Wire::interrupted() { return cancelled_ || (watching_ && Interrupt::signal() != 0); }

struct SignalWatch::Watcher {
  explicit Watcher(Wire& wire)
      : stop(::eventfd(0, EFD_CLOEXEC)), thread([this, &wire] { watch(wire); }) {}
  ~Watcher() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t ignored = ::write(stop, &one, sizeof one);
    thread.join();
    ::close(stop);
  }

  void watch(Wire& wire) const {
    pollfd watched[] = {{stop, POLLIN, 0}, {Interrupt::descriptor(), POLLIN, 0}};
    while (::poll(watched, 2, -1) < 0) continue;  // EINTR
    if (watched[0].revents == 0) wire.cancel();
  }

  int stop;
  std::thread thread;
};

SignalWatch::SignalWatch(Wire& wire) {
  if (Interrupt::descriptor() >= 0 && Interrupt::signal() == 0) {
    watcher_ = std::make_unique<Watcher>(wire);
  }
}

SignalWatch::~SignalWatch() = default;

}  // namespace dunlin::db::postgres
