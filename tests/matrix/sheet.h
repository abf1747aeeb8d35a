#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dunlin::matrix {

/// What is to be decided: one verdict for each statement, or one for all of them. Several actions
/// of a statement (the sub-commands of ALTER TABLE) that fare differently are written `skip/run`.
struct Expectation {
  std::vector<std::string> verdicts;
  std::string obstacle;  ///< empty: any
  std::string says;      ///< found in the reasons and differences; empty: anything
};

/// A state of the database, and what is decided there.
struct State {
  std::size_t line = 0;
  std::string name;  ///< `again`, `changed: another type`, `gone`
  std::string sql;   ///< what leads to it
  Expectation expected;
};

/// A migration and the states it can meet.
struct Case {
  std::size_t line = 0;
  std::string setup;
  std::string statement;
  bool elsewhere = false;  ///< cannot run on the server at hand
  State before{0, "before", {}, {{"run"}, {}, {}}};
  State again{0, "again", {}, {{"skip"}, {}, {}}};
  std::vector<State> others;
};

/// A file of tests/matrix: the cases of one kind of statement.
///
///     # What is shown here.
///     -- setup --
///     what is there before; holds for every case down to the next setup
///     -- statement --
///     the migration: it is decided about, run, and decided about again
///     -- before -- run
///     -- again -- skip
///     -- changed: another type -- stop drift: type is bigint
///     what changes what the migration made; undone afterwards
///     -- gone -- run
///     what removes it
///
/// Before it ran a migration runs, and again it is skipped, where the sheet does not say otherwise.
/// One that stops before is not run.
/// `-- elsewhere --` with a comment that says why: the migration cannot run on the server at hand,
/// and only what is decided before it is shown. A state in which nothing can be compared says why
/// in a comment of its own.
struct Sheet {
  std::string about;
  std::vector<Case> cases;
};

struct SheetError : std::runtime_error {
  SheetError(std::size_t at, const std::string& what) : std::runtime_error(what), line(at) {}
  std::size_t line;
};

/// Throws SheetError.
Sheet parse_sheet(std::string_view text);

}  // namespace dunlin::matrix
