#include "execute/failure.h"

#include <fmt/format.h>

#include <algorithm>

namespace dunlin::execute {

namespace {

// Underline the word at the position, or the first line of the statement.
std::size_t marked_length(std::string_view text, std::size_t offset) {
  const auto word = [](char c) {
    return c == '_' || c == '"' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
  };
  std::size_t end = offset;
  while (end < text.size() && word(text[end])) ++end;
  return end > offset ? end - offset : 1;
}

void advise(Diagnostic& diagnostic, const plan::Step& step, const Refused& refused,
            const Discipline& discipline) {
  const std::string& id = step.id();
  if (discipline.transient(refused.error)) {
    diagnostic.code = code::kLockTimeout;
    diagnostic.next.emplace_back("run the same command again");
    return;
  }
  if (discipline.already_there(refused.error) && step.direction == revision::Direction::up) {
    diagnostic.notes.emplace_back(
        "the database holds this already, but the ledger does not know the revision: "
        "somebody made it by hand, or with another tool");
    diagnostic.next.push_back(fmt::format(
        "if all of the revision is there: dunlin resolve --applied {} --reason \"...\"", id));
    diagnostic.next.emplace_back("otherwise undo by hand what is there, and run dunlin upgrade");
    return;
  }
  diagnostic.next.push_back(fmt::format("mend the script, then run the same command again"));
  const Locking* locking = discipline.locking();
  if (locking == nullptr || !locking->timed_out(refused.error)) return;
  if (step.timeouts.statement.count() == 0 || !step.script->path.ends_with(".sql")) return;
  const std::string folder = step.script->path.substr(0, step.script->path.rfind('/'));
  diagnostic.next.push_back(
      fmt::format("or give it longer: 'timeouts: {{statement: 0}}' in {}/revision.yaml", folder));
}

// Of many statements that one stands for, the server has told which, if not where in it.
std::optional<std::size_t> offset_of(const Refused& refused, const plan::Source& source,
                                     const Discipline& discipline) {
  const sql::Statement& statement = source.statements[*refused.piece.statement];
  if (refused.offset || statement.count == 1) return refused.offset;
  return discipline.reader().offset_of(statement, refused.nth);
}

}  // namespace

void locate(Diagnostic& diagnostic, const plan::Source& source, std::size_t statement,
            std::optional<std::size_t> offset) {
  if (statement >= source.statements.size()) {
    diagnostic.place = Place{source.path, 0, 0};
    return;
  }
  const sql::Statement& at = source.statements[statement];
  const std::size_t byte = at.begin + std::min(offset.value_or(0), at.text.size());
  diagnostic.place = place_at(source.path, source.text.view(), byte);
  diagnostic.excerpt = excerpt_at(
      source.text.view(), byte, offset ? marked_length(source.text.view(), byte) : at.text.size());
  diagnostic.statement = statement + 1;
}

Error failure_of(const plan::Step& step, const plan::Source& source, const Refused& refused,
                 const Discipline& discipline) {
  Diagnostic diagnostic = refused.error.first();
  const bool ours = diagnostic.code == code::kEndedTransaction;
  if (!ours) diagnostic.code = code::kRevisionFailed;
  if (refused.piece.statement) {
    locate(diagnostic, source, *refused.piece.statement, offset_of(refused, source, discipline));
  } else {
    diagnostic.place = Place{source.path, 0, 0};
    diagnostic.message = fmt::format("{} (when the revision was committed)", diagnostic.message);
  }
  diagnostic.notes.insert(
      diagnostic.notes.begin(),
      fmt::format("revision {} was rolled back",
                  step.row.slug.empty() ? step.id() : step.id() + " " + step.row.slug));
  if (!refused.error.context.empty()) diagnostic.notes.push_back(refused.error.context);
  advise(diagnostic, step, refused, discipline);
  return Error(diagnostic);
}

Error failure_of(const plan::Step& step, const Lost& lost) {
  Diagnostic diagnostic = lost.error.first();
  if (lost.commit_sent) {
    diagnostic.code = code::kCommitInDoubt;
    diagnostic.notes.push_back(fmt::format(
        "revision {} was under way and its COMMIT may have been carried out", step.id()));
    diagnostic.next.emplace_back("dunlin status");
  } else {
    diagnostic.code = code::kConnectionLost;
    diagnostic.notes.push_back(fmt::format("revision {} was rolled back", step.id()));
    diagnostic.next.emplace_back("run the same command again");
  }
  return Error(diagnostic);
}

}  // namespace dunlin::execute
