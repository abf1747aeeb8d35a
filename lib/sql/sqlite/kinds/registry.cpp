#include <array>

#include "sql/sqlite/kinds/kind.h"

namespace dunlin::sql::sqlite {

namespace {

constexpr auto kKinds = std::to_array<Kind>({
    {"create table", read_create_table},
    {"create index", read_create_index},
    {"create view", read_create_view},
    {"create trigger", read_create_trigger},
    {"create virtual table", read_create_virtual_table},
    {"drop table", read_drop_table},
    {"drop index", read_drop_index},
    {"drop view", read_drop_view},
    {"drop trigger", read_drop_trigger},
    {"rename table", read_rename_table},
    {"rename column", read_rename_column},
    {"add column", read_add_column},
    {"drop column", read_drop_column},
    {"insert", read_insert},
    {"update", read_update},
    {"delete", read_delete},
    {"select", read_select},
    {"pragma", read_pragma},
    {"attach", read_attach},
    {"detach", read_detach},
    {"analyze", read_analyze},
    {"reindex", read_reindex},
    {"vacuum", read_vacuum},
    {"explain", read_explain},
});

}  // namespace

std::span<const Kind> kinds() { return kKinds; }

}  // namespace dunlin::sql::sqlite
