#include "sql/postgres/kinds/registry.h"

#include <algorithm>
#include <array>

#include "sql/postgres/kinds/kinds.h"

namespace dunlin::sql::postgres::kinds {

namespace {

// Sorted by type, for the look-up.
constexpr auto kKinds = std::to_array<Kind>({
    {"AlterCollationStmt", read_alter_collation},
    {"AlterDatabaseRefreshCollStmt", read_alter_database},
    {"AlterDatabaseSetStmt", read_alter_database},
    {"AlterDatabaseStmt", read_alter_database},
    {"AlterDefaultPrivilegesStmt", read_default_privileges},
    {"AlterDomainStmt", read_alter_domain},
    {"AlterEnumStmt", read_alter_enum},
    {"AlterEventTrigStmt", read_alter_event_trigger},
    {"AlterExtensionContentsStmt", read_extension_contents},
    {"AlterExtensionStmt", read_alter_extension},
    {"AlterFdwStmt", read_alter_foreign},
    {"AlterForeignServerStmt", read_alter_foreign},
    {"AlterFunctionStmt", read_alter_function},
    {"AlterObjectDependsStmt", read_depends},
    {"AlterObjectSchemaStmt", read_set_schema},
    {"AlterOpFamilyStmt", read_alter_operator_family},
    {"AlterOperatorStmt", read_alter_operator},
    {"AlterOwnerStmt", read_set_owner},
    {"AlterPolicyStmt", read_alter_policy},
    {"AlterPublicationStmt", read_alter_publication},
    {"AlterRoleSetStmt", read_alter_role},
    {"AlterRoleStmt", read_alter_role},
    {"AlterSeqStmt", read_alter_sequence},
    {"AlterStatsStmt", read_alter_statistics},
    {"AlterSubscriptionStmt", read_alter_subscription},
    {"AlterSystemStmt", read_alter_cluster},
    {"AlterTSConfigurationStmt", read_alter_configuration},
    {"AlterTSDictionaryStmt", read_alter_dictionary},
    {"AlterTableMoveAllStmt", read_alter_table_move_all},
    {"AlterTableSpaceOptionsStmt", read_alter_cluster},
    {"AlterTableStmt", read_alter_table},
    {"AlterTypeStmt", read_alter_type},
    {"AlterUserMappingStmt", read_alter_foreign},
    {"CallStmt", read_data},
    {"CheckPointStmt", read_repeatable},
    {"ClosePortalStmt", read_of_session},
    {"ClusterStmt", read_cluster},
    {"CommentStmt", read_comment},
    {"CompositeTypeStmt", read_create_composite},
    {"ConstraintsSetStmt", read_of_session},
    {"CopyStmt", read_copy},
    {"CreateAmStmt", read_create_access_method},
    {"CreateCastStmt", read_create_cast},
    {"CreateConversionStmt", read_create_conversion},
    {"CreateDomainStmt", read_create_domain},
    {"CreateEnumStmt", read_create_enum},
    {"CreateEventTrigStmt", read_create_event_trigger},
    {"CreateExtensionStmt", read_create_extension},
    {"CreateFdwStmt", read_create_wrapper},
    {"CreateForeignServerStmt", read_create_server},
    {"CreateForeignTableStmt", read_create_foreign_table},
    {"CreateFunctionStmt", read_create_function},
    {"CreateOpClassStmt", read_create_operator_class},
    {"CreateOpFamilyStmt", read_create_operator_family},
    {"CreatePLangStmt", read_create_language},
    {"CreatePolicyStmt", read_create_policy},
    {"CreatePublicationStmt", read_create_publication},
    {"CreateRangeStmt", read_create_range},
    {"CreateRoleStmt", read_create_role},
    {"CreateSchemaStmt", read_create_schema},
    {"CreateSeqStmt", read_create_sequence},
    {"CreateStatsStmt", read_create_statistics},
    {"CreateStmt", read_create_table},
    {"CreateSubscriptionStmt", read_create_subscription},
    {"CreateTableAsStmt", read_create_table_as},
    {"CreateTableSpaceStmt", read_create_tablespace},
    {"CreateTransformStmt", read_create_transform},
    {"CreateTrigStmt", read_create_trigger},
    {"CreateUserMappingStmt", read_create_user_mapping},
    {"CreatedbStmt", read_create_database},
    {"DeallocateStmt", read_of_session},
    {"DeclareCursorStmt", read_of_session},
    {"DefineStmt", read_define},
    {"DeleteStmt", read_data},
    {"DiscardStmt", read_of_session},
    {"DoStmt", read_do},
    {"DropOwnedStmt", read_owned},
    {"DropRoleStmt", read_drop_role},
    {"DropStmt", read_drop},
    {"DropSubscriptionStmt", read_drop_subscription},
    {"DropTableSpaceStmt", read_drop_tablespace},
    {"DropUserMappingStmt", read_drop_user_mapping},
    {"DropdbStmt", read_drop_database},
    {"ExecuteStmt", read_unknown_effect},
    {"ExplainStmt", read_explain},
    {"FetchStmt", read_of_session},
    {"GrantRoleStmt", read_grant_role},
    {"GrantStmt", read_grant},
    {"ImportForeignSchemaStmt", read_import_schema},
    {"IndexStmt", read_create_index},
    {"InsertStmt", read_data},
    {"ListenStmt", read_repeatable},
    {"LoadStmt", read_of_session},
    {"LockStmt", read_lock},
    {"MergeStmt", read_data},
    {"NotifyStmt", read_repeatable},
    {"PrepareStmt", read_of_session},
    {"ReassignOwnedStmt", read_owned},
    {"RefreshMatViewStmt", read_refresh},
    {"ReindexStmt", read_reindex},
    {"RenameStmt", read_rename},
    {"RuleStmt", read_create_rule},
    {"SecLabelStmt", read_security_label},
    {"SelectStmt", read_select},
    {"TruncateStmt", read_truncate},
    {"UnlistenStmt", read_repeatable},
    {"UpdateStmt", read_data},
    {"VacuumStmt", read_vacuum},
    {"VariableSetStmt", read_set},
    {"VariableShowStmt", read_repeatable},
    {"ViewStmt", read_create_view},
});

}  // namespace

std::span<const Kind> all() { return kKinds; }

void read_kind(const Input& input) {
  const auto* const found =
      std::lower_bound(kKinds.begin(), kKinds.end(), input.type,
                       [](const Kind& kind, std::string_view type) { return kind.type < type; });
  if (found != kKinds.end() && found->type == input.type) {
    found->read(input);
  } else {
    read_unknown_effect(input);
  }
}

}  // namespace dunlin::sql::postgres::kinds
