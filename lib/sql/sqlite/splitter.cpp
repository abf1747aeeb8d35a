#include "sql/sqlite/splitter.h"

#include <fmt/format.h>

#include "base/text.h"
#include "sql/characters.h"
#include "sql/sqlite/nesting.h"

namespace dunlin::sql::sqlite {

namespace {

constexpr auto npos = std::string_view::npos;

Problem unclosed(const Token& create) {
  return {code::kOpenText, create.begin, create.text.size(), "this CREATE TRIGGER is never closed",
          "close it with END, behind the semicolon of its last statement"};
}

}  // namespace

bool Splitter::next(Statement& statement) {
  Nesting nesting;
  std::size_t begin = npos;
  std::size_t end = 0;
  while (true) {
    const Found found = lexer_.next();
    const Token& token = lexer_.token();
    if (found == Found::open) problems_.push_back(open_text(token));
    if (found == Found::end && !nesting.closed()) problems_.push_back(unclosed(nesting.opener()));
    if (found != Found::token || (token.kind == TokenKind::semicolon && nesting.closed())) {
      if (begin != npos) break;
      if (found != Found::token) return false;
      continue;
    }
    if (begin == npos && token.text == ".") {
      skip_command();
      continue;
    }
    if (begin == npos) begin = token.begin;
    end = token.end();
    nesting.take(token);
  }
  statement = {};
  statement.begin = begin;
  statement.text = script_.substr(begin, end - begin);
  return true;
}

// The shell takes a dot at the start of a line, where a statement could start, for its own.
void Splitter::skip_command() {
  const std::size_t begin = lexer_.token().begin;
  const std::size_t end = kLineEnds.find(script_, begin);
  const std::string_view line = trimmed(script_.substr(begin, end - begin));
  const std::string_view word = line.substr(0, line.find_first_of(" \t"));
  problems_.push_back(
      {code::kPsqlCommand, begin, line.size(),
       fmt::format("'{}' is a command of the sqlite3 shell, and dunlin opens the file itself",
                   word),
       "put SQL in its place"});
  lexer_.seek(end);
}

}  // namespace dunlin::sql::sqlite
