#include "execute/standoff.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/interrupt.h"
#include "base/text.h"
#include "execute/lock.h"
#include "execute/lock_timeouts.h"

namespace dunlin::execute {

namespace {

using Clock = std::chrono::steady_clock;

constexpr Milliseconds kFirstPause{200};
constexpr Milliseconds kLongestPause = std::chrono::seconds(30);
constexpr Milliseconds kBetweenLooks{500};
constexpr Milliseconds kToYield{200};  // what a server needs to end what yields

Milliseconds pause_after(int tries) {
  Milliseconds pause = kFirstPause;
  for (int i = 1; i < tries && pause < kLongestPause; ++i) pause *= 2;
  return jittered(std::min(pause, kLongestPause));
}

}  // namespace

std::string describe(const Blocker& blocker) {
  std::string who = blocker.user;
  for (const std::string& more : {blocker.application, blocker.state}) {
    if (!more.empty()) who += (who.empty() ? "" : ", ") + more;
  }
  if (blocker.age.count() > 0) who += fmt::format(" for {}", humane(blocker.age));
  std::string text = fmt::format("pid {}", blocker.pid);
  if (!who.empty()) text += fmt::format(" ({})", who);
  if (!blocker.query.empty()) text += ": " + blocker.query;
  return text;
}

void Standoff::begin() { tries_ = 0; }

// Who it is decides nothing: a server may hide it.
std::vector<Blocker> Standoff::blockers(const plan::Step& step, const Refused& refused) const {
  try {
    return session_.discipline.locking()->blockers(
        session_.connection,
        strong_locks(step, *refused.piece.statement, session_.discipline.reader()));
  } catch (const db::ServerError&) {
    if (session_.connection.transaction() == db::Transaction::failed) {
      session_.connection.run(kBackToSavepoint);
    }
    return {};
  }
}

// A session that waits for our rows, and holds what we want, would wait for us as we for it; the
// server sees such a circle only while both are in its queue.
bool Standoff::waited_for() const {
  try {
    return session_.discipline.locking()->waited_for(session_.connection);
  } catch (const db::ServerError&) {
    return true;
  }
}

Standoff::Next Standoff::wait(const plan::Step& step, const Refused& refused, Held held) {
  if (tries_++ == 0) start_ = Clock::now() - step.timeouts.lock;
  const std::vector<Blocker> in_the_way = blockers(step, refused);
  const auto waited = std::chrono::duration_cast<Milliseconds>(Clock::now() - start_);
  const Milliseconds left = session_.patience - waited;
  if (left.count() <= 0) throw failure(step, refused, in_the_way);
  const Milliseconds pause = std::min(pause_after(tries_), left);
  session_.observer.blocked(step, {*refused.piece.statement, in_the_way, tries_, pause});
  Next next;
  for (const Blocker& blocker : in_the_way) {
    if (blocker.yields_after) next.limit = *blocker.yields_after + kToYield;
  }
  if (held == Held::nothing) {
    Interrupt::sleep(pause);
    return next;
  }
  const Clock::time_point end = Clock::now() + pause;
  for (Milliseconds rest = pause; rest.count() > 0 && !next.undo;
       rest = std::chrono::duration_cast<Milliseconds>(end - Clock::now())) {
    next.undo = waited_for();
    if (!next.undo) Interrupt::sleep(std::min(rest, kBetweenLooks));
  }
  return next;
}

void Standoff::give_up(const plan::Step& step, const Refused& refused) {
  throw failure(step, refused, blockers(step, refused));
}

Error Standoff::failure(const plan::Step& step, const Refused& refused,
                        const std::vector<Blocker>& blockers) const {
  Error error = failure_of(step, *step.script, refused, session_.discipline);
  Diagnostic& diagnostic = error.first();
  diagnostic.code = code::kLockTimeout;
  const auto locks = strong_locks(step, *refused.piece.statement, session_.discipline.reader());
  const std::string on = locks.empty() ? "a table" : sql::describe(locks.front().relation);
  diagnostic.message = fmt::format("no lock on {} within {}", on, humane(step.timeouts.lock));
  if (tries_ > 1) {
    const auto waited = std::chrono::duration_cast<Milliseconds>(Clock::now() - start_);
    diagnostic.message += fmt::format(", {} times in {}", tries_, humane(waited));
  }
  for (const Blocker& blocker : blockers) {
    diagnostic.notes.push_back(fmt::format("in the way: {}", describe(blocker)));
  }
  diagnostic.next = {"end what is in the way, then run the same command again",
                     "or with more patience: --lock-wait=1h"};
  return error;
}

}  // namespace dunlin::execute
