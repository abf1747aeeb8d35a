#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>

namespace dunlin::db::postgres {

using Handle = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// Sends messages and waits for what comes back, with an eye on Interrupt: a signal that comes
/// while a statement runs cancels it. A statement sent after the signal (a ROLLBACK, an unlock)
/// runs undisturbed. Works on a handle that another owns, and makes it non-blocking.
class Wire {
 public:
  explicit Wire(PGconn* handle);

  /// Reads what the server sent unasked, such as the end of the session.
  void look();

  /// False when libpq could not send; its error message says why.
  bool send(const std::string& sql);

  /// The next result of the message; nothing after the last one.
  Answer next();

  /// The data of COPY … FROM STDIN, all of it. Given up when a signal comes or the session ends;
  /// next() tells.
  void put(std::string_view data);
  /// Answers COPY … FROM STDIN with no data but an error.
  void refuse_data();
  /// Reads what COPY … TO STDOUT sends, and forgets it.
  void skip_data();

  /// From any thread: asks the server, over a connection of its own, to stop what runs.
  void cancel();

  bool broken() const { return PQstatus(handle_) == CONNECTION_BAD; }
  PGconn* handle() const { return handle_; }

 private:
  bool flush();
  bool wait(short events);
  bool interrupted();
  void end_data(const char* error);

  PGconn* handle_;
  std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel_;
  bool watching_ = false;   ///< no signal had come when the message was sent
  bool cancelled_ = false;  ///< one has come since
};

/// Cancels what runs on `wire` when a signal comes, for calls that wait inside a library.
class SignalWatch {
 public:
  explicit SignalWatch(Wire& wire);
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

 private:
  struct Watcher;
  std::unique_ptr<Watcher> watcher_;
};

}  // namespace dunlin::db::postgres
