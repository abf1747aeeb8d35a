#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/dialect.h"
#include "base/text.h"
#include "sql/control.h"
#include "sql/cut.h"
#include "sql/fingerprint.h"
#include "sql/lexing.h"
#include "sql/reader.h"
#include "sql/rows.h"

namespace dunlin::sql {

/// A Reader made of the rules of one dialect:
///
///   Lexer, Splitter             as in sql/postgres and sql/sqlite
///   kDialect, kAlgorithm        the name of its token checksum
///   control_of(statement text)  -> Control
///   runs_alone(statement text)  -> bool
///   facts_of(statement)         -> Facts
///   leaves_out(text, rest, actions) -> whether the rest is the statement without just these
template <class Rules>
class DialectReader final : public Reader {
 public:
  Dialect dialect() const override { return Rules::kDialect; }

  Script split(std::string_view text) const override {
    Script script;
    find_bad_text(text, script.problems);
    typename Rules::Splitter splitter(text, script.problems);
    Blocks blocks(script);
    Rows<typename Rules::Lexer> rows(text);
    for (Statement statement; splitter.next(statement);) {
      statement.alone = Rules::runs_alone(statement.text);
      const Control control = Rules::control_of(statement.text);
      if (rows.joins(statement, control)) {
        Statement& run = script.statements.back();
        run.text = text.substr(run.begin, statement.end() - run.begin);
        ++run.count;
      } else {
        blocks.add(statement, control);
      }
    }
    blocks.finish();
    std::stable_sort(script.problems.begin(), script.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.offset < b.offset; });
    return script;
  }

  std::vector<Token> tokens(std::string_view text) const override {
    std::vector<Token> all;
    typename Rules::Lexer lexer(text);
    while (lexer.next() == Found::token) {
      const Token& token = lexer.token();
      if (lexer.continues()) {
        all.back().text = text.substr(all.back().begin, token.end() - all.back().begin);
      } else {
        all.push_back(token);
      }
    }
    return all;
  }

  std::string fingerprint(std::string_view text) const override {
    Fingerprint print;
    std::vector<Problem> problems;
    typename Rules::Splitter splitter(text, problems);
    for (Statement statement; splitter.next(statement);) {
      typename Rules::Lexer lexer(statement.text);
      while (lexer.next() == Found::token) print.add(lexer.token(), lexer.continues());
      print.end_statement();
      if (statement.has_data) print.add_data(statement.data);
    }
    if (!problems.empty()) print.add_unreadable(text);
    return print.text(Rules::kAlgorithm);
  }

  Facts facts(const Statement& statement) const override {
    if (statement.count == 1) return Rules::facts_of(statement);
    std::vector<Problem> problems;
    Statement first;
    typename Rules::Splitter(statement.text, problems).next(first);
    first.begin = statement.begin;
    return Rules::facts_of(first);
  }

  std::size_t offset_of(const Statement& statement, std::size_t nth) const override {
    std::vector<Problem> problems;
    typename Rules::Splitter splitter(statement.text, problems);
    Statement one;
    for (std::size_t i = 0; i <= nth && splitter.next(one);) ++i;
    return one.begin;
  }

  std::optional<std::string> without(const Statement& statement, const Facts& facts,
                                     const std::set<std::size_t>& left_out) const override {
    std::string rest = sql::without(statement, facts, left_out);
    if (!Rules::leaves_out(statement.text, rest, left_out)) return std::nullopt;
    return rest;
  }

  std::string dropping_index(const Element& index, bool alone) const override {
    return fmt::format("DROP INDEX {}{}.{}", alone ? "CONCURRENTLY " : "", quoted(index.schema),
                       quoted(index.name));
  }

  std::string validating(const Element& constraint) const override {
    const bool of_domain = constraint.kind == ElementKind::domain_constraint;
    return fmt::format("ALTER {} {}.{} VALIDATE CONSTRAINT {}", of_domain ? "DOMAIN" : "TABLE",
                       quoted(constraint.schema), quoted(constraint.name), quoted(constraint.part));
  }

  std::string_view session_schema() const override { return Rules::kSessionSchema; }

 private:
  static std::string quoted(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
      out += c;
      if (c == '"') out += c;
    }
    return out + "\"";
  }

  static void find_bad_text(std::string_view text, std::vector<Problem>& problems) {
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
      problems.push_back({code::kBadText, nul, 1, "a NUL byte, which no SQL can hold",
                          "save the file as UTF-8 without it (UTF-16 has one beside each letter)"});
    }
    if (const auto bad = invalid_utf8(text)) {
      problems.push_back({code::kBadText, *bad, 1,
                          fmt::format("the byte 0x{:02X} is not valid UTF-8 here",
                                      static_cast<unsigned char>(text[*bad])),
                          "save the file as UTF-8"});
    }
  }
};

}  // namespace dunlin::sql
