#include "execute/postgres/psql.h"

#include <fmt/format.h>

#include <vector>

#include "base/text.h"
#include "sql/postgres/reader.h"

namespace dunlin::execute::postgres {

namespace {

using Tokens = std::vector<sql::Token>;

bool is_word(const sql::Token& token, std::string_view word) {
  return token.kind == sql::TokenKind::word && lower(token.text) == word;
}

// How the rows are read where they are thrown away: nothing in them may be an error. Quotes are
// read as the author has them, since they decide where a row ends.
std::string options_of_sink(std::string_view copy) {
  const Tokens tokens = sql::postgres::reader().tokens(copy);
  bool csv = false;
  std::string quotes;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    csv = csv || is_word(tokens[i], "csv") || lower(tokens[i].text) == "'csv'";
    if (!is_word(tokens[i], "quote") && !is_word(tokens[i], "escape")) continue;
    std::size_t value = i + 1;
    if (value < tokens.size() && is_word(tokens[value], "as")) ++value;
    if (value < tokens.size() && tokens[value].kind == sql::TokenKind::string) {
      quotes += fmt::format(", {} {}", tokens[i].text, tokens[value].text);
    }
  }
  return csv ? "FORMAT csv, DELIMITER E'\\x01'" + quotes : "DELIMITER E'\\x01'";
}

}  // namespace

std::string shielded(std::string_view statement) {
  std::string out;
  std::size_t done = 0;
  for (const sql::Token& token : sql::postgres::reader().tokens(statement)) {
    if (token.kind != sql::TokenKind::symbol || token.text != ":") continue;
    out.append(statement, done, token.begin - done).append("\\");
    done = token.begin;
  }
  return out.append(statement, done);
}

std::string psql_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    if (c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string dollar_quoted(std::string_view text) {
  std::string tag = "$dunlin$";
  for (int i = 1; text.find(tag) != std::string_view::npos; ++i) {
    tag = fmt::format("$dunlin{}$", i);
  }
  return fmt::format("{}{}{}", tag, text, tag);
}

Conditional::Conditional(std::string& out, std::string_view name, std::string_view sink)
    : out_(out), name_(name), sink_(sink) {
  out_ += fmt::format("\\if :{}\n", name_);
}

void Conditional::end() { out_ += "\\endif\n"; }

void Conditional::add(std::string_view text) { out_ += text; }

void Conditional::add(const sql::Statement& statement) {
  if (statement.has_data) {
    add_rows(statement);
  } else {
    out_ += shielded(statement.text) + ";\n";
  }
}

void Conditional::add_rows(const sql::Statement& statement) {
  const std::string skipped = fmt::format("COPY {} FROM STDIN WITH ({}) WHERE false", sink_,
                                          options_of_sink(statement.text));
  out_ +=
      fmt::format("\\set dunlin_copy {}\n\\else\n\\set dunlin_copy {}\n\\endif\n:dunlin_copy;\n",
                  psql_quoted(shielded(statement.text)), psql_quoted(skipped));
  out_ += statement.data;
  if (!statement.data.empty() && !statement.data.ends_with('\n')) out_ += '\n';
  out_ += fmt::format("\\.\n\\if :{}\n", name_);
}

}  // namespace dunlin::execute::postgres
