#include "sql/postgres/splitter.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "sql/characters.h"
#include "sql/postgres/nesting.h"

namespace dunlin::sql::postgres {

namespace {

constexpr auto npos = std::string_view::npos;

Problem unclosed(const Token& opener) {
  if (opener.text == "(") {
    return {code::kOpenText, opener.begin, opener.text.size(), "this parenthesis is never closed",
            "close it with )"};
  }
  return {code::kOpenText, opener.begin, opener.text.size(), "this BEGIN ATOMIC is never closed",
          "close it with END, behind a semicolon"};
}

// pg_dump since August 2025 guards its scripts with such a pair; the word differs in every dump.
bool is_restriction(std::string_view line) {
  constexpr Bytes kKey = kDigits.with('a', 'z').with('A', 'Z');
  for (const std::string_view name : {"\\restrict ", "\\unrestrict "}) {
    if (!line.starts_with(name)) continue;
    const std::string_view key = trimmed(line.substr(name.size()));
    return !key.empty() && kKey.skip(key, 0) == key.size();
  }
  return false;
}

Problem psql_command(const Token& command) {
  const std::string_view line = trimmed(command.text);
  const std::string_view word = line.substr(0, line.find_first_of(" \t"));
  const bool copy = word == "\\copy";
  return {code::kPsqlCommand, command.begin, line.size(),
          fmt::format("'{}' is a command of psql, and dunlin speaks to the server itself", word),
          copy ? "write COPY ... FROM STDIN; with the rows below it and a last line of \\."
               : "put SQL in its place"};
}

// Behind the blanks and the comment that may follow on the line of COPY's semicolon.
std::size_t behind_blanks(std::string_view script, std::size_t at) {
  constexpr Bytes kBlank(" \t\r\f\v");
  at = kBlank.skip(script, at);
  if (script.substr(at, 2) == "--") at = std::min(script.find('\n', at), script.size());
  return at;
}

struct Terminator {
  std::size_t begin;
  std::size_t end;
};

// The line of nothing but \. at or behind `at`, which starts a line.
std::optional<Terminator> data_end(std::string_view script, std::size_t at) {
  const std::size_t first = at;
  while ((at = script.find("\\.", at)) != npos) {
    std::size_t end = at + 2;
    if (end < script.size() && script[end] == '\r') ++end;
    const bool ends_line = end == script.size() || script[end] == '\n';
    if (ends_line && (at == first || script[at - 1] == '\n')) return Terminator{at, end};
    at += 2;
  }
  return std::nullopt;
}

}  // namespace

bool Splitter::next(Statement& statement) {
  Nesting nesting;
  std::size_t begin = npos;
  std::size_t end = 0;
  while (true) {
    const Found found = lexer_.next();
    const Token& token = lexer_.token();
    if (found == Found::command) {
      command(begin != npos);
      continue;
    }
    if (found == Found::open) problems_.push_back(open_text(token));
    if (found == Found::end && !nesting.closed()) problems_.push_back(unclosed(nesting.opener()));
    const bool last = found == Found::open || found == Found::end;
    if (last || (token.kind == TokenKind::semicolon && nesting.closed())) {
      if (begin != npos) break;
      if (last) return false;
      continue;
    }
    if (begin == npos) begin = token.begin;
    end = token.end();
    nesting.take(token);
  }
  statement = {};
  statement.begin = begin;
  statement.text = script_.substr(begin, end - begin);
  statement.has_data = nesting.wants_data();
  if (statement.has_data) read_data(statement);
  return true;
}

void Splitter::command(bool inside_statement) {
  const Token& token = lexer_.token();
  if (inside_statement || !is_restriction(token.text)) problems_.push_back(psql_command(token));
}

// psql reads the rows from the line below the one with the semicolon.
void Splitter::read_data(Statement& statement) {
  const auto refuse = [&](std::string_view message) {
    problems_.push_back({code::kCopyData, statement.begin, statement.text.size(),
                         std::string(message),
                         "put the rows on the lines below COPY's semicolon, and a line of \\. "
                         "below them"});
  };
  const std::size_t behind = behind_blanks(script_, lexer_.offset());
  if (behind < script_.size() && script_[behind] != '\n') {
    refuse("the rows of this COPY cannot start on the line of its semicolon");
  }
  const std::size_t line_end = script_.find('\n', behind);
  const std::size_t first = line_end == npos ? script_.size() : line_end + 1;
  const auto terminator = data_end(script_, first);
  if (!terminator) refuse("the rows of this COPY never end");
  const std::size_t end = terminator ? terminator->begin : script_.size();
  statement.data = script_.substr(first, end - first);
  lexer_.seek(terminator ? terminator->end : script_.size());
}

}  // namespace dunlin::sql::postgres
