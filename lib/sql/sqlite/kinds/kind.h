#pragma once

#include <span>
#include <string_view>

#include "sql/facts.h"
#include "sql/sqlite/reading.h"

namespace dunlin::sql::sqlite {

/// A kind of statement: how its text is recognised, and what it then does.
struct Kind {
  std::string_view name;  ///< as in `create table`; its matrix file is called after it
  /// Fills in `facts`, which hold one action over the whole text, if the statement is of this kind
  /// and all of it is understood; otherwise what it leaves in them is thrown away.
  bool (*read)(Reading words, Facts& facts);
};

/// All that are known. The first that recognises a statement has it.
std::span<const Kind> kinds();

// One file a kind. Here so that the registry needs no other header.
bool read_create_table(Reading words, Facts& facts);
bool read_create_index(Reading words, Facts& facts);
bool read_create_view(Reading words, Facts& facts);
bool read_create_trigger(Reading words, Facts& facts);
bool read_create_virtual_table(Reading words, Facts& facts);
bool read_drop_table(Reading words, Facts& facts);
bool read_drop_index(Reading words, Facts& facts);
bool read_drop_view(Reading words, Facts& facts);
bool read_drop_trigger(Reading words, Facts& facts);
bool read_rename_table(Reading words, Facts& facts);
bool read_rename_column(Reading words, Facts& facts);
bool read_add_column(Reading words, Facts& facts);
bool read_drop_column(Reading words, Facts& facts);
bool read_insert(Reading words, Facts& facts);
bool read_update(Reading words, Facts& facts);
bool read_delete(Reading words, Facts& facts);
bool read_select(Reading words, Facts& facts);
bool read_pragma(Reading words, Facts& facts);
bool read_attach(Reading words, Facts& facts);
bool read_detach(Reading words, Facts& facts);
bool read_analyze(Reading words, Facts& facts);
bool read_reindex(Reading words, Facts& facts);
bool read_vacuum(Reading words, Facts& facts);
bool read_explain(Reading words, Facts& facts);

}  // namespace dunlin::sql::sqlite
