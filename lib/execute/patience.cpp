#include "execute/patience.h"

#include <algorithm>
#include <string>

#include "base/interrupt.h"
#include "base/text.h"

namespace dunlin::execute {

void Patience::begin_step() {
  standoff_.begin();
  timeouts_.at_least({});
}

// Whether somebody else holds what the statement needs a strong lock on.
bool Patience::got_no_lock(const plan::Step& step, const Refused& refused) const {
  const Locking* locking = session_.discipline.locking();
  if (locking == nullptr || !refused.piece.statement || step.timeouts.lock.count() == 0) {
    return false;
  }
  const bool ours = refused.piece.kind == Piece::Kind::waiting;
  if (ours) return locking->refused(refused.error) || locking->timed_out(refused.error);
  return timeouts_.strong() && locking->refused(refused.error) &&
         !strong_locks(step, *refused.piece.statement, session_.discipline.reader()).empty();
}

std::optional<Refused> Patience::send(const plan::Step& step, std::vector<Piece> pieces) {
  while (true) {
    const auto refused = execute::send(session_, pieces);
    if (!refused || Interrupt::signal() != 0 || !got_no_lock(step, *refused)) return refused;
    const auto savepoint = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& piece) {
      return piece.kind == Piece::Kind::savepoint && *piece.statement <= *refused->piece.statement;
    });
    if (savepoint == pieces.end()) throw NoLock{*refused};
    const std::size_t statement = *savepoint->statement;
    pieces.erase(pieces.begin(), savepoint + 1);
    session_.connection.run(kBackToSavepoint);
    const Standoff::Next next = standoff_.wait(step, *refused, Standoff::Held::rows);
    if (next.undo || next.limit > step.timeouts.lock) throw NoLock{*refused};
    // Kept for the next time: going back to it does not end it.
    pieces.insert(pieces.begin(), {Piece::Kind::savepoint, kSavepoint, statement, {}, false});
  }
}

void Patience::wait(const plan::Step& step, const NoLock& no_lock) {
  timeouts_.at_least(standoff_.wait(step, no_lock.refused, Standoff::Held::nothing).limit);
}

void Patience::give_up(const plan::Step& step, const NoLock& no_lock) {
  standoff_.give_up(step, no_lock.refused);
}

void Patience::announce(const plan::Step& step, std::size_t statement) {
  const Locking* locking = session_.discipline.locking();
  const std::string text = lower(step.script->statements[statement].text.substr(0, 200));
  if (locking == nullptr || text.find("concurrently") == std::string::npos) return;
  try {
    const std::vector<Blocker> transactions = locking->snapshots(session_.connection);
    if (!transactions.empty()) session_.observer.waits_for(step, statement, transactions);
  } catch (const db::ServerError&) {
    // Who it is decides nothing: a server may hide it.
  }
}

}  // namespace dunlin::execute
