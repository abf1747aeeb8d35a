#include "sql/control.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace dunlin::sql {

namespace {

// The statement on one line, and not all of one that somebody forgot to end.
std::string quoted(std::string_view text) {
  constexpr std::size_t kEnough = 60;
  text = text.substr(0, text.find_first_of("\r\n"));
  if (text.size() <= kEnough) return fmt::format("'{}'", text);
  std::size_t end = kEnough;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("'{} ...'", text.substr(0, end));
}

struct Reason {
  std::string_view what;  // said behind the quoted statement
  std::string_view hint;
};

Reason reason_of(Control control) {
  switch (control) {
    case Control::begin_with:
      return {"asks for more than a plain BEGIN, and the transaction is dunlin's",
              "write BEGIN alone, or leave BEGIN and COMMIT out: dunlin opens the transactions"};
    case Control::chain:
      return {"opens a transaction that nothing closes", "write COMMIT; BEGIN; in its place"};
    case Control::savepoint:
      return {"marks a place inside dunlin's transaction",
              "leave it out: a revision succeeds or fails as a whole"};
    case Control::two_phase:
      return {"belongs to two-phase commit and would outlive dunlin's transaction",
              "leave it out: dunlin commits"};
    default:
      return {"would undo dunlin's own transaction",
              "leave it out: a revision that fails is rolled back; what undoes it goes into "
              "down.sql"};
  }
}

Problem problem(const Statement& statement, std::string_view what, std::string_view hint) {
  return {code::kTransactionControl, statement.begin, statement.text.size(),
          fmt::format("{} {}", quoted(statement.text), what), std::string(hint)};
}

}  // namespace

void Blocks::add(Statement statement, Control control) {
  switch (control) {
    case Control::none:
      if (border_ && !script_.statements.empty()) ++group_;
      border_ = false;
      statement.group = group_;
      script_.statements.push_back(statement);
      return;
    case Control::begin:
      return open(statement);
    case Control::commit:
      return close(statement);
    case Control::begin_with:
      // Opened all the same: its COMMIT is no further mistake.
      refuse(statement, control);
      border_ = true;
      opened_ = statement;
      return;
    case Control::rollback:
      refuse(statement, control);
      border_ = true;
      opened_.reset();
      return;
    case Control::chain:
    case Control::savepoint:
    case Control::two_phase:
      return refuse(statement, control);
  }
}

void Blocks::finish() {
  if (!opened_) return;
  script_.problems.push_back(
      problem(*opened_, "opens a transaction that nothing commits",
              "end it with COMMIT, or leave it out: dunlin opens the transactions"));
}

void Blocks::open(const Statement& begin) {
  border_ = true;
  if (opened_) {
    script_.problems.push_back(problem(begin, "stands inside a transaction that is already open",
                                       "commit the one before it first"));
  }
  opened_ = begin;
}

void Blocks::close(const Statement& commit) {
  border_ = true;
  if (!opened_) {
    script_.problems.push_back(
        problem(commit, "ends a transaction that no BEGIN opened", "leave it out: dunlin commits"));
  }
  opened_.reset();
}

void Blocks::refuse(const Statement& statement, Control control) {
  const Reason reason = reason_of(control);
  script_.problems.push_back(problem(statement, reason.what, reason.hint));
}

}  // namespace dunlin::sql
