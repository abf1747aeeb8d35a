#pragma once

#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/code.h"
#include "base/place.h"

namespace dunlin {

enum class Severity { error, warning, note };

/// One thing to tell the user: what is wrong, where, why, and what to type next. A value; the
/// command line renders it. Messages start in lower case and quote what the user wrote.
struct Diagnostic {
  Code code;
  Severity severity = Severity::error;
  std::string message;
  std::optional<Place> place;
  std::optional<Excerpt> excerpt;
  std::vector<std::string> notes;  ///< facts, each a line
  std::vector<std::string> next;   ///< commands to type, each a line
  std::string sqlstate;       ///< the five characters, or empty; SQLite: its extended result name
  std::string detail;         ///< the server's DETAIL
  std::string hint;           ///< the server's HINT, or a nearest name
  std::size_t statement = 0;  ///< number within the file, from 1; 0: none
};

/// The error that ends a command: one or more diagnostics, at least one of them an error.
/// The first decides the exit code.
class Error : public std::exception {
 public:
  Error(const Code& code, std::string message);
  explicit Error(Diagnostic diagnostic);
  /// Precondition: not empty.
  explicit Error(std::vector<Diagnostic> diagnostics);

  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  const Diagnostic& first() const { return diagnostics_.front(); }
  Diagnostic& first() { return diagnostics_.front(); }
  const Code& code() const { return first().code; }
  Exit exit() const { return first().code.exit; }
  const char* what() const noexcept override { return first().message.c_str(); }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// A copy of `error` (a diagnostic or an Error) with one more thing said about the first one.
///   throw with_next(Error(code::kNoDatabase, "..."), "dunlin init");
template <class E>
E with_place(E error, Place place) {
  error.first().place = std::move(place);
  return error;
}
template <class E>
E with_note(E error, std::string note) {
  error.first().notes.push_back(std::move(note));
  return error;
}
template <class E>
E with_next(E error, std::string command) {
  error.first().next.push_back(std::move(command));
  return error;
}
template <class E>
E with_hint(E error, std::string hint) {
  error.first().hint = std::move(hint);
  return error;
}

}  // namespace dunlin
