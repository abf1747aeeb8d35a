#include "sql/postgres/kinds/alter_table.h"

#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"
#include "sql/postgres/kinds/table_parts.h"

namespace dunlin::sql::postgres::kinds {

namespace {

using M = LockMode;

constexpr AlterCommand kCommands[] = {
    {"AT_AddColumn", M::access_exclusive, alter_add_column},
    {"AT_DropColumn", M::access_exclusive, alter_drop_column},
    {"AT_AlterColumnType", M::access_exclusive, alter_column_type},
    {"AT_ColumnDefault", M::access_exclusive, alter_column_default},
    {"AT_SetNotNull", M::access_exclusive, alter_set_not_null},
    {"AT_DropNotNull", M::access_exclusive, alter_drop_not_null},
    {"AT_AddIdentity", M::access_exclusive, alter_add_identity},
    {"AT_SetIdentity", M::access_exclusive, alter_set_identity},
    {"AT_DropIdentity", M::access_exclusive, alter_drop_identity},
    {"AT_DropExpression", M::access_exclusive, alter_drop_expression},
    {"AT_SetStatistics", M::share_update_exclusive, alter_column_statistics},
    {"AT_SetStorage", M::access_exclusive, alter_column_storage},
    {"AT_SetCompression", M::access_exclusive, alter_column_compression},
    {"AT_SetOptions", M::share_update_exclusive, alter_column_options},
    {"AT_ResetOptions", M::share_update_exclusive, alter_repeatable},
    {"AT_AlterColumnGenericOptions", M::access_exclusive, alter_generic_options},
    {"AT_AddConstraint", M::access_exclusive, alter_add_constraint},
    {"AT_DropConstraint", M::access_exclusive, alter_drop_constraint},
    {"AT_AlterConstraint", M::access_exclusive, alter_constraint},
    {"AT_ValidateConstraint", M::share_update_exclusive, alter_validate_constraint},
    {"AT_ChangeOwner", M::access_exclusive, alter_owner},
    {"AT_ClusterOn", M::share_update_exclusive, alter_cluster_on},
    {"AT_DropCluster", M::share_update_exclusive, alter_drop_cluster},
    {"AT_SetLogged", M::access_exclusive, alter_set_logged},
    {"AT_SetUnLogged", M::access_exclusive, alter_set_unlogged},
    {"AT_SetAccessMethod", M::access_exclusive, alter_access_method},
    {"AT_SetTableSpace", M::access_exclusive, alter_tablespace},
    {"AT_SetRelOptions", M::share_update_exclusive, alter_options},
    {"AT_ResetRelOptions", M::share_update_exclusive, alter_repeatable},
    {"AT_ReplaceRelOptions", M::access_exclusive, alter_repeatable},
    {"AT_GenericOptions", M::access_exclusive, alter_generic_options},
    {"AT_EnableTrig", M::share_row_exclusive, alter_trigger_or_rule},
    {"AT_EnableAlwaysTrig", M::share_row_exclusive, alter_trigger_or_rule},
    {"AT_EnableReplicaTrig", M::share_row_exclusive, alter_trigger_or_rule},
    {"AT_DisableTrig", M::share_row_exclusive, alter_trigger_or_rule},
    {"AT_EnableTrigAll", M::share_row_exclusive, alter_repeatable},
    {"AT_DisableTrigAll", M::share_row_exclusive, alter_repeatable},
    {"AT_EnableTrigUser", M::share_row_exclusive, alter_repeatable},
    {"AT_DisableTrigUser", M::share_row_exclusive, alter_repeatable},
    {"AT_EnableRule", M::access_exclusive, alter_trigger_or_rule},
    {"AT_EnableAlwaysRule", M::access_exclusive, alter_trigger_or_rule},
    {"AT_EnableReplicaRule", M::access_exclusive, alter_trigger_or_rule},
    {"AT_DisableRule", M::access_exclusive, alter_trigger_or_rule},
    {"AT_AddInherit", M::access_exclusive, alter_inherit},
    {"AT_DropInherit", M::access_exclusive, alter_inherit},
    {"AT_AddOf", M::access_exclusive, alter_of},
    {"AT_DropOf", M::access_exclusive, alter_of},
    {"AT_ReplicaIdentity", M::access_exclusive, alter_replica_identity},
    {"AT_EnableRowSecurity", M::access_exclusive, alter_row_security},
    {"AT_DisableRowSecurity", M::access_exclusive, alter_row_security},
    {"AT_ForceRowSecurity", M::access_exclusive, alter_row_security},
    {"AT_NoForceRowSecurity", M::access_exclusive, alter_row_security},
    {"AT_AttachPartition", M::share_update_exclusive, alter_attach_partition},
    {"AT_DetachPartition", M::access_exclusive, alter_detach_partition},
    {"AT_DetachPartitionFinalize", M::share_update_exclusive, alter_detach_partition},
};

const AlterCommand* command_of(std::string_view subtype) {
  for (const AlterCommand& command : kCommands) {
    if (command.subtype == subtype) return &command;
  }
  return nullptr;
}

// `ALTER TABLE [IF EXISTS] [ONLY] name [*]`: the first token behind it. The name of a composite
// type has a place, too.
std::size_t behind_head(const Input& input) {
  const Text& text = input.text;
  std::size_t i = text.behind_name(text.index_at(input.node["relation"].location()));
  if (text.at_symbol(i, ")")) ++i;  // ONLY (name)
  if (text.at_symbol(i, "*")) ++i;
  return i;
}

void read_command(const Input& input, Node node, ChosenNames& names, Action& action) {
  const Element table = relation(input.node["relation"]);
  const bool of_type = input.node["objtype"].text() == "OBJECT_TYPE";
  const AlterInput alter{
      input, node, table, action, names, of_type, input.node["missing_ok"].flag()};
  if (const AlterCommand* const command = command_of(node["subtype"].text())) {
    if (!of_type) add_lock(action, command->lock, table);
    command->read(alter);
  } else {
    once(input, action);
  }
}

void keep_in_session(Action& action) {
  action.claims = {Repeatable{}};
  action.draft.reset();
}

}  // namespace

void read_alter_table(const Input& input) {
  const std::vector<Range> items = input.text.items(behind_head(input));
  const Node commands = input.node["cmds"];
  ChosenNames names;
  for (const Node command : commands) {
    take_written_names(names, command.inside()["def"]);
  }
  const bool apart = items.size() == commands.count();
  std::size_t i = 0;
  for (const Node command : commands) {
    // Where the tokens tell another number of commands, none can be left out by itself.
    if (apart || i == 0) whole_action(input);
    Action& action = input.facts.actions.back();
    if (apart) action.text = items[i];
    read_command(input, command.inside(), names, action);
    if (!apart) action.draft.reset();
    if (is_temporary(input.node["relation"])) keep_in_session(action);
    ++i;
  }
  if (i == 0) once(input, whole_action(input));
}

Draft& draw(const AlterInput& alter) {
  Draft& draft = alter.action.draft.emplace();
  const Text& text = alter.input.text;
  const std::size_t name = text.index_at(alter.input.node["relation"].location());
  add_name(draft, text.name(name));
  draft.on = alter.table;
  // The other commands are left out.
  const std::size_t first = behind_head(alter.input);
  const Range mine = alter.action.text;
  if (first < text.count()) add_cut(draft, {text[first].begin, mine.begin});
  add_cut(draft, {mine.end, text.all().size()});
  return draft;
}

Element column_of(const AlterInput& alter) {
  const ElementKind kind = alter.of_type ? ElementKind::attribute : ElementKind::column;
  return part_of(kind, alter.table, std::string(alter.node["name"].text()));
}

Element owner_of(const AlterInput& alter) {
  Element owner = alter.table;
  if (alter.of_type) owner.kind = ElementKind::type;
  return owner;
}

}  // namespace dunlin::sql::postgres::kinds
