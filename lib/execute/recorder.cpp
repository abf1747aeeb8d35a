#include "execute/recorder.h"

#include <utility>

#include "base/checksum.h"

namespace dunlin::execute {

using ledger::Statements;
using revision::Direction;
using revision::State;

Recorder::Recorder(const Session& session, const plan::Step& step)
    : session_(session), step_(step) {}

std::chrono::milliseconds Recorder::elapsed() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start_);
}

// A step in one transaction leaves the counting to a server that can; the text is then ready
// before the first statement runs.
std::optional<std::int64_t> Recorder::clock() const {
  if (session_.discipline.whole_messages() && step_.segments.size() == 1) return std::nullopt;
  return elapsed().count();
}

std::string Recorder::event(std::string_view outcome, const revision::Basis& basis,
                            const Error* error) const {
  ledger::Event event;
  event.runner = session_.runner;
  event.revision = step_.id();
  event.direction = name_of(step_.direction);
  event.outcome = outcome;
  if (error != nullptr) {
    event.error = error->first().message;
    event.sqlstate = error->first().sqlstate;
    event.statement = error->first().statement;
  }
  return session_.ledger.note(event, basis, error != nullptr ? elapsed().count() : clock());
}

Statements Recorder::unfinished(std::size_t done, State state, const revision::Basis& basis) const {
  revision::Applied row = step_.row;
  row.state = state;
  row.direction = step_.direction;
  row.statements_done = done;
  row.statements_total = step_.statements();
  return {session_.ledger.erase(row.id), session_.ledger.record(row, basis, elapsed().count())};
}

Statements Recorder::progress(std::size_t done, bool last, const revision::Basis& basis) const {
  if (!last) return unfinished(done, State::running, basis);
  const ledger::Ledger& ledger = session_.ledger;
  const bool journaled = step_.segments.size() > 1 || step_.resume > 0 ||
                         step_.segments.front().kind == plan::Segment::Kind::alone;
  const bool up = step_.direction == Direction::up;
  Statements statements;
  if (journaled) statements.push_back(ledger.forget_journal(step_.id()));
  if (journaled || !up || step_.recorded) statements.push_back(ledger.erase(step_.id()));
  if (!up) {
    statements.push_back(event("reverted", basis, nullptr));
    return statements;
  }
  for (std::string& statement : ledger.applied(step_.row, session_.runner, basis, clock())) {
    statements.push_back(std::move(statement));
  }
  return statements;
}

Statements Recorder::stopped(std::size_t done, const revision::Basis& basis,
                             const Error& error) const {
  Statements statements = unfinished(done, State::partial, basis);
  statements.push_back(event("partial", basis, &error));
  return statements;
}

Statements Recorder::failed(const revision::Basis& basis, const Error& error) const {
  return {event("failed", basis, &error)};
}

Statements Recorder::journal(std::size_t statement, std::string_view state,
                             const revision::Basis& basis) const {
  return session_.ledger.journal(step_.id(), step_.direction, statement, state,
                                 sha256(step_.script->statements[statement].text), session_.runner,
                                 basis, {});
}

}  // namespace dunlin::execute
