#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/element.h"

namespace dunlin::catalog {

/// Something that must be so, or a statement fails: to be asked of the live database before any of
/// a plan runs.
struct Check {
  enum class Kind {
    no_rows,     ///< the table has none
    no_null,     ///< no row of the table has a NULL in these columns
    distinct,    ///< no two rows are the same in these columns, but for those with a NULL in one
    owner,       ///< the role may alter the relation or type
    dropper,     ///< the role may drop it: it owns the object or its schema
    maker,       ///< the role may make something in the schema (an element without one: schemas)
    extension,   ///< the server has its files, and the role may create it
    unused,      ///< no view, policy, trigger or foreign key of another table needs the element
    unexpressed  ///< as `unused`, of a column whose type changes: foreign keys do not mind
  };

  Kind kind = Kind::no_rows;
  sql::Element element;                   ///< as it is called now
  std::vector<std::string> columns = {};  ///< no_rows: the one that is to be added

  /// Whether it is about the rows of a table, and not about the catalog.
  bool is_about_rows() const {
    return kind == Kind::no_rows || kind == Kind::no_null || kind == Kind::distinct;
  }

  friend auto operator<=>(const Check&, const Check&) = default;
  friend bool operator==(const Check&, const Check&) = default;
};

std::string_view name_of(Check::Kind kind);

/// What the database says to one.
struct Answer {
  bool known = true;      ///< false: `why` it could not be asked
  std::size_t count = 0;  ///< rows or groups of rows that contradict it; kMany: at least so many
  std::string why = {};   ///< no right, no extension: in words, a clause
  std::vector<sql::Element> users = {};  ///< what needs the element

  static constexpr std::size_t kMany = 1000;

  bool holds() const { return !known || (count == 0 && why.empty() && users.empty()); }
};

}  // namespace dunlin::catalog
