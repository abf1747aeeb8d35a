#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"

namespace dunlin::inspect::sqlite {

/// A row of SQLite's schema table.
struct Stored {
  std::string database;  ///< main or temp
  std::string type;      ///< table, index, view, trigger
  std::string name;
  std::string sql;
};

/// Adds what the row's text says: the object, and a table's columns and constraints. Of a text that
/// is not understood only the object itself.
void add_stored(const Stored& row, catalog::Catalog& catalog);

/// Fills in the columns that foreign keys refer to where their text does not name them: those of
/// the other table's primary key, if `catalog` has it.
void add_referenced_columns(catalog::Catalog& catalog);

/// The tables whose primary key add_referenced_columns() would need and `catalog` does not have.
std::vector<catalog::Element> missing_referenced(const catalog::Catalog& catalog);

}  // namespace dunlin::inspect::sqlite
