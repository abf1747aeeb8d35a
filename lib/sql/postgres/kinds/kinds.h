#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/postgres/kinds/input.h"

namespace dunlin::sql::postgres::kinds {

// Each adds the actions of a statement of its kind to `input.facts`; registry.cpp says of which.

// alter_table.cpp
void read_alter_table(const Input& input);

// cluster.cpp
void read_create_role(const Input& input);
void read_alter_role(const Input& input);
void read_drop_role(const Input& input);
void read_owned(const Input& input);
void read_create_database(const Input& input);
void read_drop_database(const Input& input);
void read_alter_database(const Input& input);
void read_create_tablespace(const Input& input);
void read_drop_tablespace(const Input& input);
void read_alter_cluster(const Input& input);

// comment.cpp
void read_comment(const Input& input);
void read_security_label(const Input& input);

// data.cpp
void read_data(const Input& input);
void read_select(const Input& input);
void read_copy(const Input& input);
void read_truncate(const Input& input);
void read_do(const Input& input);
void read_unknown_effect(const Input& input);

// domain.cpp
void read_create_domain(const Input& input);
void read_alter_domain(const Input& input);

// drop.cpp
void read_drop(const Input& input);

// function.cpp
void read_create_function(const Input& input);
void read_create_aggregate(const Input& input);
void read_alter_function(const Input& input);

// grant.cpp
void read_grant(const Input& input);
void read_grant_role(const Input& input);
void read_default_privileges(const Input& input);

// index.cpp
void read_create_index(const Input& input);

// maintenance.cpp
void read_vacuum(const Input& input);
void read_reindex(const Input& input);
void read_cluster(const Input& input);

// other.cpp
void read_define(const Input& input);
void read_create_cast(const Input& input);
void read_create_transform(const Input& input);
void read_create_conversion(const Input& input);
void read_create_operator_class(const Input& input);
void read_create_operator_family(const Input& input);
void read_alter_operator_family(const Input& input);
void read_alter_operator(const Input& input);
void read_alter_collation(const Input& input);
void read_alter_dictionary(const Input& input);
void read_alter_configuration(const Input& input);
void read_create_access_method(const Input& input);
void read_create_language(const Input& input);
void read_create_wrapper(const Input& input);
void read_create_server(const Input& input);
void read_create_user_mapping(const Input& input);
void read_drop_user_mapping(const Input& input);
void read_alter_foreign(const Input& input);
void read_import_schema(const Input& input);

// publication.cpp
void read_create_publication(const Input& input);
void read_alter_publication(const Input& input);
void read_create_subscription(const Input& input);
void read_alter_subscription(const Input& input);
void read_drop_subscription(const Input& input);

// rename.cpp
void read_rename(const Input& input);
void read_set_schema(const Input& input);
void read_set_owner(const Input& input);
void read_depends(const Input& input);

// schema.cpp
void read_create_schema(const Input& input);
void read_create_extension(const Input& input);
void read_alter_extension(const Input& input);
void read_extension_contents(const Input& input);

// sequence.cpp
void read_create_sequence(const Input& input);
void read_alter_sequence(const Input& input);

// session.cpp
void read_set(const Input& input);
void read_repeatable(const Input& input);
void read_of_session(const Input& input);
void read_explain(const Input& input);
void read_lock(const Input& input);
/// A list of schemas as the value of search_path holds it.
std::vector<std::string> search_path_in(std::string_view text);

// statistics.cpp
void read_create_statistics(const Input& input);
void read_alter_statistics(const Input& input);

// table.cpp
void read_create_table(const Input& input);
void read_create_foreign_table(const Input& input);
void read_create_table_as(const Input& input);
void read_alter_table_move_all(const Input& input);

// trigger.cpp
void read_create_trigger(const Input& input);
void read_create_rule(const Input& input);
void read_create_policy(const Input& input);
void read_alter_policy(const Input& input);
void read_create_event_trigger(const Input& input);
void read_alter_event_trigger(const Input& input);

// type.cpp
void read_create_enum(const Input& input);
void read_alter_enum(const Input& input);
void read_create_composite(const Input& input);
void read_create_range(const Input& input);
void read_alter_type(const Input& input);

// view.cpp
void read_create_view(const Input& input);
void read_create_materialized_view(const Input& input);
void read_refresh(const Input& input);

}  // namespace dunlin::sql::postgres::kinds
