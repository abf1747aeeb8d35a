#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/facts.h"
#include "sql/sqlite/reading.h"

namespace dunlin::sql::sqlite {

/// What a text says of the columns and constraints of one table, while it is read.
class TableText {
 public:
  TableText(Element table, std::string_view home);

  /// A column with all that follows its name. False if that is not understood.
  bool read_column(Reading& words);
  /// A constraint of the table, with or without a name. False if none comes or it is not
  /// understood.
  bool read_constraint(Reading& words);
  /// WITHOUT ROWID and STRICT imply NOT NULL for the primary key. To be called once all is read.
  void settle_not_null(bool without_rowid, bool strict);

  /// The claims of what was read: columns in their order, then constraints.
  std::vector<Claim> claims() const;
  /// The tables that foreign keys refer to.
  const std::vector<Element>& referenced() const { return referenced_; }

  /// Adding it to a table reads the rows: there is a check, or NOT NULL on what is computed.
  bool checks_rows() const;
  /// Adding it is refused where there are rows: they would have no value, or one each.
  bool needs_no_rows() const;
  const std::string& last_column() const { return columns_.back().element.part; }

 private:
  using Given = std::optional<std::string>;  // the name of a constraint

  bool read_type(Reading& words, Exists& column);
  bool read_column_constraint(Reading& words, Exists& column);
  bool read_generated(Reading& words, Exists& column);
  bool read_check(Reading& words, const Given& name, const std::string& column);
  bool read_key(Reading& words, const Given& name, std::string_view kind,
                const std::vector<std::string>& column);
  bool read_foreign_key(Reading& words, const Given& name, std::vector<std::string> columns);
  bool read_rule(Reading& words, Attributes& stated);
  void add(const Given& name, const std::string& likely, Attributes stated);
  bool is_taken(const std::string& name) const;

  Element table_;
  std::string home_;
  std::vector<Exists> columns_;
  std::vector<Exists> constraints_;
  std::vector<Element> referenced_;
  std::vector<std::string> primary_;  // columns of the primary key
  bool primary_descends_ = false;     // written with the column, and DESC
};

/// One key of an index as a line: its expression, collation and direction.
std::string key_line(std::string_view text);

/// `ON CONFLICT x`, if it comes next; abort, which is the rule without it, is none.
std::optional<std::string> conflict_clause(Reading& words);

}  // namespace dunlin::sql::sqlite
