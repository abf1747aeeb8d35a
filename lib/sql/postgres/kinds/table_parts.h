#pragma once

#include <string>
#include <vector>

#include "sql/postgres/chosen_names.h"
#include "sql/postgres/kinds/input.h"

namespace dunlin::sql::postgres::kinds {

/// An action that adds columns and constraints to a table, on its way.
struct TableParts {
  const Input& input;
  Action& action;
  Element table;
  bool fresh = false;  ///< the statement makes the table, too: it has no rows
  ChosenNames names = {};
  std::vector<Claim> later = {};  ///< claims on constraints, which stand behind those on columns
};

/// A ColumnDef: its claim, what it reads, its constraints, what its default costs.
void add_column(TableParts& parts, Node column_def, bool tolerant);

/// A constraint of the table or, with the ColumnDef it is written in, of one column.
void add_constraint(TableParts& parts, Node constraint, Node column_def);

/// The names of constraints that are written in a ColumnDef or Constraint: the server does not
/// choose them.
void take_written_names(ChosenNames& names, Node element);

/// What the server calls the columns of an index on these IndexElems, each once.
std::vector<std::string> index_column_names(Node index_elements);

void add_work(Action& action, Work work);

}  // namespace dunlin::sql::postgres::kinds
