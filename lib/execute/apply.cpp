#include "execute/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/interrupt.h"
#include "base/text.h"
#include "execute/failure.h"
#include "execute/hygiene.h"
#include "execute/lock.h"
#include "execute/patience.h"
#include "execute/recorder.h"
#include "execute/verification.h"

namespace dunlin::execute {

namespace {

using plan::Segment;
using revision::Basis;

struct Stale {};
struct Overtaken {};

// Leaves the session without an open transaction, whatever has happened; a lost session has none.
void roll_back(Session& session) noexcept {
  try {
    if (session.connection.transaction() != db::Transaction::none) {
      session.connection.run("ROLLBACK");
    }
    // SQLite: an error inside verify.sql leaves this switch set.
    if (!session.discipline.whole_messages()) {
      session.connection.run(session.discipline.end_reading());
    }
  } catch (const Error&) {
  }
}

/// Runs the steps of one plan, moving the basis on with every transaction.
class Run {
 public:
  Run(Session& session, const plan::Plan& plan, Atomicity atomicity, Doubt doubt)
      : session_(session),
        plan_(plan),
        atomicity_(atomicity),
        doubt_(doubt),
        basis_(plan.basis),
        schema_version_(plan.schema_version),
        patience_(session) {}

  Outcome all() {
    try {
      if (const std::string_view settings = session_.discipline.prepare(); !settings.empty()) {
        session_.connection.run(settings);
      }
      // A script that clears the session would take the prepared statements with it.
      if (std::none_of(plan_.steps.begin(), plan_.steps.end(), touches_session)) {
        session_.ledger.prepare(session_.runner);
      } else {
        session_.ledger.forget_prepared();
      }
      for (const plan::Step& step : plan_.steps) {
        Interrupt::check();
        run(step);
      }
    } catch (const Stale&) {
      roll_back(session_);
      return Outcome::stale;
    } catch (const Overtaken&) {
      roll_back(session_);
      return Outcome::overtaken;
    }
    return Outcome::done;
  }

 private:
  bool opens(const plan::Step& step) const {
    return atomicity_ == Atomicity::per_revision || &step == &plan_.steps.front();
  }
  bool closes(const plan::Step& step) const {
    return atomicity_ == Atomicity::per_revision || &step == &plan_.steps.back();
  }

  void run(const plan::Step& step) {
    session_.observer.started(step);
    Recorder recorder(session_, step);
    patience_.begin_step();
    for (const Segment& segment : step.segments) {
      try {
        if (segment.kind == Segment::Kind::transaction) {
          while (!transaction_done(step, recorder, segment)) Interrupt::check();
        } else {
          alone(step, recorder, segment);
        }
      } catch (const Lost& lost) {
        throw failure_of(step, lost);
      } catch (Error& error) {
        give_up(step, recorder, segment, error);
        throw;
      }
    }
    session_.observer.finished(step, recorder.elapsed(), session_.connection.take_notices());
    if (touches_session(step)) clean_up(step);
  }

  // The next revision starts from the session that this one was given.
  void clean_up(const plan::Step& step) {
    try {
      session_.connection.reset();
      if (closes(step)) session_.connection.run(session_.discipline.prepare());
    } catch (const db::ConnectionLost& error) {
      throw failure_of(step, Lost{false, error});
    }
    session_.connection.take_notices();
  }

  static bool last(const plan::Step& step, const Segment& segment) {
    return &segment == &step.segments.back();
  }

  // False: it was undone because a statement got no lock.
  bool transaction_done(const plan::Step& step, const Recorder& recorder, const Segment& segment) {
    try {
      transaction(step, recorder, segment);
      return true;
    } catch (const NoLock& no_lock) {
      roll_back(session_);
      // The steps before it in the same transaction have been undone with it.
      if (!opens(step)) patience_.give_up(step, no_lock);
      patience_.wait(step, no_lock);
      return false;
    }
  }

  // BEGIN, guard, statements, ledger, COMMIT: one message where the database takes it.
  void transaction(const plan::Step& step, const Recorder& recorder, const Segment& segment) {
    const std::size_t done = segment.first + segment.count;
    const bool verified = last(step, segment) && step.verify.has_value();
    const bool stepwise = verified || !session_.discipline.whole_messages();
    const std::string guard = session_.ledger.guard(basis_);
    std::vector<Piece> pieces;
    Segment rest = segment;
    if (opens(step)) {
      patience_.timeouts().begin();
      pieces.push_back({Piece::Kind::begin, session_.discipline.begin(), {}, {}, false});
      rest = add_settings(pieces, step, segment);
    } else {
      patience_.timeouts().go_on();
    }
    pieces.push_back({Piece::Kind::guard, guard, {}, {}, false});
    const std::string limit = statement_limit(step);
    if (!limit.empty()) {
      const auto count =
          std::size_t{1} + (limit.find(';') != std::string::npos && limited_ ? 1 : 0);
      pieces.push_back({Piece::Kind::guard, limit, {}, {}, false, count});
    }
    std::unique_ptr<Invariant> invariant;
    if (stepwise) {
      must(step, pieces);
      pieces.clear();
      if (looked(step, segment)) require_same_schema();
      invariant = session_.discipline.watch(session_.connection, statements(step, segment));
    }
    add_statements(pieces, step, rest);
    patience_.timeouts().add_behind(pieces);
    if (stepwise) {
      must(step, pieces);
      pieces.clear();
      if (invariant) invariant->check();
      if (verified) verify(session_, step);
    }
    if (stepwise) note_schema();
    const ledger::Statements record = recorder.progress(done, last(step, segment), basis_);
    add_record(pieces, record);
    if (closes(step)) pieces.push_back({Piece::Kind::commit, "COMMIT", {}, {}, false});
    must(step, pieces);
    basis_ = ledger::Ledger::after(basis_);
  }

  // Whether the live database decided about this, and all of it can be decided again.
  bool looked(const plan::Step& step, const Segment& segment) const {
    return opens(step) && !step.judgements.empty() && &segment == &step.segments.front();
  }

  // What somebody else changed since the plan looked, its decisions do not know.
  void require_same_schema() const {
    if (schema_version_ && schema_version(session_) != schema_version_) throw Stale{};
  }

  // As we leave it.
  void note_schema() {
    if (schema_version_) schema_version_ = schema_version(session_);
  }

  // Somebody made it since the plan looked, so that its decisions are about the past.
  bool overtaken(const plan::Step& step, const Refused& refused) const {
    const Segment& first = step.segments.front();
    const std::size_t statement = refused.piece.statement.value_or(step.statements());
    return doubt_ == Doubt::look && !step.judgements.empty() &&
           first.kind == Segment::Kind::transaction && statement < first.first + first.count &&
           session_.discipline.already_there(refused.error);
  }

  // Journal, the statement with nothing around it, journal.
  void alone(const plan::Step& step, const Recorder& recorder, const Segment& segment) {
    if (step.verdict(segment.first) == plan::Verdict::skip) {
      write(recorder.progress(segment.first + 1, last(step, segment), basis_));
      return;
    }
    patience_.announce(step, segment.first);
    write(together(recorder.progress(segment.first, false, basis_),
                   recorder.journal(segment.first, "started", basis_)));
    std::vector<Piece> pieces;
    add_statements(pieces, step, segment);
    for (const Piece& piece : pieces) must_alone(step, piece);
    note_schema();
    if (last(step, segment) && step.verify) {
      write(recorder.progress(segment.first + 1, false, basis_));
      verify_apart(step);
    }
    const bool ends = last(step, segment);
    write(together(recorder.progress(segment.first + 1, ends, basis_),
                   ends ? ledger::Statements{} : recorder.journal(segment.first, "done", basis_)));
  }

  static ledger::Statements together(ledger::Statements first, const ledger::Statements& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
  }

  void verify_apart(const plan::Step& step) {
    begin(session_);
    verify(session_, step);
    session_.connection.run("ROLLBACK");
  }

  // A transaction of the ledger alone.
  void write(const ledger::Statements& record) {
    const std::string guard = session_.ledger.guard(basis_);
    std::vector<Piece> pieces{{Piece::Kind::begin, session_.discipline.begin(), {}, {}, false},
                              {Piece::Kind::guard, guard, {}, {}, false}};
    add_record(pieces, record);
    pieces.push_back({Piece::Kind::commit, "COMMIT", {}, {}, false});
    if (const auto refused = send(session_, pieces)) refuse_ledger(*refused);
    basis_ = ledger::Ledger::after(basis_);
  }

  static void add_record(std::vector<Piece>& pieces, const ledger::Statements& record) {
    for (const std::string& statement : record) {
      pieces.push_back({Piece::Kind::record, statement, {}, {}, false});
    }
  }

  static std::span<const sql::Statement> statements(const plan::Step& step,
                                                    const Segment& segment) {
    if (!step.script) return {};
    return std::span(step.script->statements).subspan(segment.first, segment.count);
  }

  // A step may stand behind one with another limit in the same transaction.
  std::string statement_limit(const plan::Step& step) {
    const Locking* locking = session_.discipline.locking();
    if (locking == nullptr) return {};
    const bool was_limited = std::exchange(limited_, step.timeouts.statement.count() > 0);
    std::string text;
    if (was_limited && !opens(step)) text = locking->unlimited(Limit::statement) + ";";
    if (limited_) text += locking->limited(Limit::statement, step.timeouts.statement);
    return text;
  }

  void add_statements(std::vector<Piece>& pieces, const plan::Step& step, const Segment& segment) {
    std::size_t index = segment.first;
    for (const sql::Statement& statement : statements(step, segment)) {
      // What stands ahead holds until the end of a transaction.
      const bool sent = step.verdict(index) != plan::Verdict::skip;
      if (sent && segment.kind == Segment::Kind::transaction) {
        patience_.timeouts().add_ahead(pieces, step, index);
      }
      add_statement(pieces, step, statement, index++);
    }
  }

  // What no query may stand before, the guard least of all; and the segment without it.
  Segment add_settings(std::vector<Piece>& pieces, const plan::Step& step, const Segment& segment) {
    const std::size_t count = settings_ahead(statements(step, segment));
    Segment settings = segment;
    settings.count = count;
    add_statements(pieces, step, settings);
    Segment rest = segment;
    rest.first += count;
    rest.count -= count;
    return rest;
  }

  // As the planner decided: left out, with what is there already cut out, or behind a repair.
  static void add_statement(std::vector<Piece>& pieces, const plan::Step& step,
                            const sql::Statement& statement, std::size_t index) {
    if (step.verdict(index) == plan::Verdict::skip) return;
    std::string_view text = statement.text;
    if (!step.judgements.empty()) {
      const plan::Judgement& judgement = step.judgements[index];
      for (const std::string& repair : judgement.repairs) {
        pieces.push_back({Piece::Kind::statement, repair, index, {}, false});
      }
      if (judgement.text) text = *judgement.text;
    }
    if (text.empty()) return;
    pieces.push_back(
        {Piece::Kind::statement, text, index, statement.data, statement.has_data, statement.count});
  }

  void must(const plan::Step& step, const std::vector<Piece>& pieces) {
    const auto refused = patience_.send(step, pieces);
    if (!refused) return;
    const Piece::Kind kind = refused->piece.kind;
    if (kind == Piece::Kind::guard || kind == Piece::Kind::record) refuse_ledger(*refused);
    throw_failure(step, *refused);
  }

  void must_alone(const plan::Step& step, const Piece& piece) {
    // The connection tells of a transaction only where one is expected.
    try {
      if (piece.has_data) {
        session_.connection.copy_in(piece.text, piece.data);
      } else {
        session_.connection.run(piece.text);
      }
    } catch (const db::ServerError& error) {
      throw_failure(step, Refused{piece, error.offset, error});
    } catch (const db::ConnectionLost& error) {
      throw Lost{true, error};
    }
  }

  [[noreturn]] void throw_failure(const plan::Step& step, const Refused& refused) {
    if (Interrupt::signal() != 0) Interrupt::check();
    if (!step.script) throw refused.error;
    if (overtaken(step, refused)) throw Overtaken{};
    // A place in what was sent is one in the file only where both are the same text.
    if (refused.piece.statement) {
      const sql::Statement& statement = step.script->statements[*refused.piece.statement];
      if (refused.piece.text.data() != statement.text.data()) {
        throw failure_of(step, *step.script, Refused{refused.piece, std::nullopt, refused.error},
                         session_.discipline);
      }
    }
    throw failure_of(step, *step.script, refused, session_.discipline);
  }

  [[noreturn]] void refuse_ledger(const Refused& refused) {
    if (Interrupt::signal() != 0) Interrupt::check();
    if (session_.discipline.refused_null(refused.error)) throw Stale{};
    if (session_.discipline.transient(refused.error)) {
      Diagnostic diagnostic = refused.error.first();
      diagnostic.code = code::kLockTimeout;
      diagnostic.next = {"run the same command again"};
      throw Error(diagnostic);
    }
    Diagnostic diagnostic = refused.error.first();
    diagnostic.code = code::kLedgerUnwritable;
    diagnostic.message = fmt::format("the ledger cannot be written: {}", diagnostic.message);
    diagnostic.notes.emplace_back("the revision was rolled back");
    diagnostic.next = {
        session_.connection.server().user.empty()
            ? "let this process write the file and its directory; a script that sets query_only "
              "undoes it"
            : "a script that changes its role or makes the session read-only undoes it at its end: "
              "RESET ROLE"};
    throw Error(diagnostic);
  }

  // Writes down what a failure leaves behind; the error itself is thrown by the caller.
  void give_up(const plan::Step& step, const Recorder& recorder, const Segment& segment,
               Error& error) {
    session_.observer.stopped(step, session_.connection.take_notices());
    roll_back(session_);
    // The transaction of all steps took their moves of the ledger along.
    if (atomicity_ == Atomicity::all) basis_ = plan_.basis;
    if (!error.first().place && step.script) error.first().place = Place{step.script->path, 0, 0};
    const bool stays = (segment.first > 0 || segment.kind == Segment::Kind::alone) &&
                       atomicity_ == Atomicity::per_revision;
    if (error.code() == code::kVerifyFailed || error.code() == code::kForeignKeys) {
      error.first().notes.insert(error.first().notes.begin(),
                                 fmt::format("revision {} was rolled back", step.id()));
      error.first().next = {"mend the script or the data, then run the same command again"};
    }
    if (stays) mark_partial(step, segment, error);
    if (error.code() == code::kLockHeld) return;
    try {
      if (stays) {
        write(recorder.stopped(segment.first, basis_, error));
      } else {
        write(recorder.failed(basis_, error));
      }
    } catch (const Error& unwritten) {
      error.first().notes.push_back(
          fmt::format("the attempt could not be recorded: {}", unwritten.first().message));
    } catch (const Stale&) {
      // Somebody else went on meanwhile; what they recorded stands.
      roll_back(session_);
    } catch (const Lost&) {
      error.first().notes.emplace_back("the attempt could not be recorded: connection lost");
    }
  }

  static void mark_partial(const plan::Step& step, const Segment& segment, Error& error) {
    Diagnostic& first = error.first();
    if (first.code == code::kInterrupted || first.code == code::kTerminated) return;
    first.code = code::kRevisionPartial;
    first.notes.clear();
    if (segment.first > 0) {
      first.notes.push_back(fmt::format(
          "{} before it {}: they ran in segments of their own", counted(segment.first, "statement"),
          segment.first == 1 ? "is done and stays" : "are done and stay"));
    }
    if (segment.kind == Segment::Kind::alone) {
      first.notes.push_back(fmt::format(
          "the statement ran outside a transaction: what it left behind stays, and revision {} is "
          "unfinished",
          step.id()));
    }
    first.next = {fmt::format("dunlin resolve --retry {}", step.id()),
                  fmt::format("dunlin resolve --applied {} --reason \"...\"", step.id())};
  }

  Session& session_;
  const plan::Plan& plan_;
  Atomicity atomicity_;
  Doubt doubt_;
  Basis basis_;
  std::optional<std::string> schema_version_;
  bool limited_ = false;  // statements of the transaction, by statement_limit()
  Patience patience_;
};

}  // namespace

Outcome apply(Session& session, const plan::Plan& plan, Atomicity atomicity, Doubt doubt) {
  return Run(session, plan, atomicity, doubt).all();
}

}  // namespace dunlin::execute
