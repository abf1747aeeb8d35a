#include "execute/lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "base/interrupt.h"

namespace dunlin::execute {

namespace {

using Clock = std::chrono::steady_clock;

Milliseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<Milliseconds>(Clock::now() - start);
}

std::optional<ledger::Holder> holder_of(Session& session) {
  try {
    return session.ledger.holder();
  } catch (const Error&) {
    return std::nullopt;  // who it is decides nothing
  }
}

Error held(const std::optional<ledger::Holder>& holder, Milliseconds waited) {
  Error error(code::kLockHeld,
              fmt::format("another runner holds the lock, also after {}", humane(waited)));
  if (holder && !holder->name.empty()) {
    error.first().notes.push_back(
        fmt::format("last taken by {}, pid {}, at {}", holder->name, holder->pid, holder->since));
  }
  error.first().next.emplace_back("dunlin upgrade --lock-wait=30m");
  return error;
}

// Calls `attempt` until it is true; tells the observer every ten seconds.
template <class Attempt>
void poll(Session& session, Attempt attempt) {
  const Clock::time_point start = Clock::now();
  Milliseconds pause{20};
  Clock::time_point next_word = start + Milliseconds(500);
  while (!attempt()) {
    const Milliseconds waited = since(start);
    if (waited >= session.patience) throw held(holder_of(session), waited);
    if (Clock::now() >= next_word) {
      session.observer.waiting_for_lock(holder_of(session), waited);
      next_word = Clock::now() + std::chrono::seconds(10);
    }
    Interrupt::sleep(std::min(jittered(pause), session.patience - waited));
    pause = std::min(pause * 2, Milliseconds(500));
  }
}

template <class Statement>
bool unless_busy(const Session& session, Statement statement) {
  try {
    statement();
    return true;
  } catch (const db::ServerError& error) {
    if (!session.discipline.busy(error)) throw;
    return false;
  }
}

}  // namespace

Milliseconds jittered(Milliseconds pause) {
  thread_local std::minstd_rand random(std::random_device{}());
  return Milliseconds(
      std::uniform_int_distribution<long>(pause.count() / 2, pause.count())(random));
}

std::string lock_name(const ledger::Names& names, std::string_view project) {
  return fmt::format("{} {} {}", names.schema, names.prefix, project);
}

RunLock::RunLock(Session& session)
    : session_(session), name_(lock_name(session.ledger.names(), session.ledger.project())) {
  poll(session_, [&] { return session_.discipline.try_lock(session_.connection, name_); });
}

RunLock::~RunLock() {
  try {
    session_.discipline.unlock(session_.connection, name_);
  } catch (const Error&) {
    // A lost session has lost its lock too.
  }
}

void begin(Session& session) {
  poll(session, [&] {
    return unless_busy(session, [&] { session.connection.run(session.discipline.begin()); });
  });
}

void commit(Session& session) {
  poll(session, [&] { return unless_busy(session, [&] { session.connection.run("COMMIT"); }); });
}

}  // namespace dunlin::execute
