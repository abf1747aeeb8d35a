#pragma once

#include <string_view>

#include "sql/postgres/chosen_names.h"
#include "sql/postgres/kinds/input.h"

namespace dunlin::sql::postgres::kinds {

/// A sub-command of ALTER TABLE, INDEX, VIEW, …, or of ALTER TYPE on a composite type.
struct AlterInput {
  const Input& input;
  Node node;      ///< the AlterTableCmd
  Element table;  ///< as it is named in front of all of them
  Action& action;
  ChosenNames& names;
  bool of_type = false;   ///< a composite type: its columns are attributes
  bool tolerant = false;  ///< IF EXISTS of the table
};

struct AlterCommand {
  std::string_view subtype;
  LockMode lock;
  void (*read)(const AlterInput&);
};

/// Gives the action a draft: itself, on a copy of the table.
Draft& draw(const AlterInput& alter);
/// The column or attribute that the sub-command names.
Element column_of(const AlterInput& alter);
/// The table or type.
Element owner_of(const AlterInput& alter);

// alter_column.cpp
void alter_add_column(const AlterInput& alter);
void alter_drop_column(const AlterInput& alter);
void alter_column_type(const AlterInput& alter);
void alter_column_default(const AlterInput& alter);
void alter_set_not_null(const AlterInput& alter);
void alter_drop_not_null(const AlterInput& alter);
void alter_add_identity(const AlterInput& alter);
void alter_set_identity(const AlterInput& alter);
void alter_drop_identity(const AlterInput& alter);
void alter_drop_expression(const AlterInput& alter);
void alter_column_statistics(const AlterInput& alter);
void alter_column_storage(const AlterInput& alter);
void alter_column_compression(const AlterInput& alter);
void alter_column_options(const AlterInput& alter);

// alter_constraint.cpp
void alter_add_constraint(const AlterInput& alter);
void alter_drop_constraint(const AlterInput& alter);
void alter_constraint(const AlterInput& alter);
void alter_validate_constraint(const AlterInput& alter);

// alter_relation.cpp
void alter_owner(const AlterInput& alter);
void alter_cluster_on(const AlterInput& alter);
void alter_drop_cluster(const AlterInput& alter);
void alter_set_logged(const AlterInput& alter);
void alter_set_unlogged(const AlterInput& alter);
void alter_access_method(const AlterInput& alter);
void alter_tablespace(const AlterInput& alter);
void alter_options(const AlterInput& alter);
void alter_generic_options(const AlterInput& alter);
void alter_trigger_or_rule(const AlterInput& alter);
void alter_inherit(const AlterInput& alter);
void alter_of(const AlterInput& alter);
void alter_replica_identity(const AlterInput& alter);
void alter_row_security(const AlterInput& alter);
void alter_attach_partition(const AlterInput& alter);
void alter_detach_partition(const AlterInput& alter);
/// Does no harm when it runs again, and nobody asks for what it left.
void alter_repeatable(const AlterInput& alter);

}  // namespace dunlin::sql::postgres::kinds
