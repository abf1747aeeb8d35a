#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/dialect.h"
#include "sql/facts.h"
#include "sql/statement.h"

namespace dunlin::sql {

enum class TokenKind {
  word,    ///< unquoted identifier or keyword
  quoted,  ///< quoted identifier
  string,  ///< any string literal, its prefix and quotes included
  number,
  parameter,  ///< $1, ?1, :name, @name
  symbol,     ///< an operator or punctuation
  semicolon,
};

/// A token of a script; comments and white space are none.
struct Token {
  TokenKind kind = TokenKind::symbol;
  std::size_t begin = 0;  ///< byte offset
  std::string_view text;

  std::size_t end() const { return begin + text.size(); }
};

/// SQL of one dialect as text. Pure and thread-safe; every call is linear in its text.
/// Implementations: sql/postgres/reader.h, sql/sqlite/reader.h.
class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;

  virtual Dialect dialect() const = 0;

  /// Takes a script apart. Never throws for what the text holds: a text that dunlin refuses has
  /// problems, and what could be read of it nevertheless. A BOM in front of a token is skipped.
  /// Statements and their data are disjoint, in the order of the text, and between them there is
  /// nothing that would run.
  virtual Script split(std::string_view script) const = 0;

  /// The tokens of a text up to its end or to the first thing that cannot be read. Meant for one
  /// statement: the rows of a COPY in a script would be read as SQL. A string in pieces on several
  /// lines is one token.
  virtual std::vector<Token> tokens(std::string_view text) const = 0;

  /// The token checksum with its algorithm's name, as `pg1:<64 hex digits>` or `lite1:<…>`:
  /// the same for texts that differ only in comments, white space, line ends, a BOM, a final
  /// semicolon and the case of unquoted words. The rules are frozen under that name.
  virtual std::string fingerprint(std::string_view script) const = 0;

  /// What a statement of split() does, as far as its text tells. Never throws for what the text
  /// holds: what is not understood is opaque. Ranges count from the statement's first byte.
  virtual Facts facts(const Statement& statement) const = 0;

  /// The statement without some of its actions (sql/cut.h), checked: nothing where this dialect's
  /// own reading of the result is not the statement without just these.
  virtual std::optional<std::string> without(const Statement& statement, const Facts& facts,
                                             const std::set<std::size_t>& left_out) const = 0;

  /// Where the `nth` (from 0) of those that a statement stands for begins in its text.
  virtual std::size_t offset_of(const Statement& statement, std::size_t nth) const = 0;

  /// Statements that undo or finish what is half there, in this dialect: they drop an index that
  /// was not built to its end (`alone`: outside a transaction, without blocking writers), and
  /// validate a constraint.
  virtual std::string dropping_index(const Element& index, bool alone) const = 0;
  virtual std::string validating(const Element& constraint) const = 0;

  /// The schema of what is there only until the session ends; names without a schema are looked
  /// for there first.
  virtual std::string_view session_schema() const = 0;
};

}  // namespace dunlin::sql
