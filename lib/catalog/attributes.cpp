#include "catalog/attributes.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace dunlin::catalog {

namespace {

using K = ElementKind;
using C = Compare;

// Values: flags are `true` or left out; a list has a line each; names of relations and types are
// `schema.name`, quoted where the database would quote them.
constexpr auto kRules = std::to_array<AttributeRule>({
    // table | view | materialized view | sequence | index | foreign table | virtual table
    {K::relation, "kind"},
    {K::relation, "persistence"},  // unlogged | temporary
    {K::relation, "partition_by", C::expression},
    {K::relation, "partition_of", C::name},
    {K::relation, "bound", C::expression},
    {K::relation, "inherits", C::names},
    {K::relation, "of_type"},
    {K::relation, "definition", C::expression},  // of a view; SQLite: of a virtual table, too
    {K::relation, "without_rowid"},              // SQLite
    {K::relation, "strict"},                     // SQLite
    {K::relation, "type"},                       // of a sequence, as start … cycle
    {K::relation, "start"},
    {K::relation, "increment"},
    {K::relation, "minimum"},
    {K::relation, "maximum"},
    {K::relation, "cache"},
    {K::relation, "cycle"},
    {K::relation, "owned_by", C::name, false},  // schema.table.column
    {K::relation, "table", C::name},            // of an index, as keys … valid
    {K::relation, "method"},
    {K::relation, "unique"},
    {K::relation, "nulls_not_distinct"},
    {K::relation, "keys", C::expression},  // a line each, with collation, class, order
    {K::relation, "include"},
    {K::relation, "predicate", C::expression},
    {K::relation, "invalid", C::text, false},     // half built
    {K::relation, "constraint", C::text, false},  // the constraint the index belongs to
    {K::relation, "columns", C::text, false},     // of a view: the names, a line each
    {K::relation, "options", C::lines, false},
    {K::relation, "unpopulated", C::text, false},
    {K::relation, "access_method", C::text, false},
    {K::relation, "tablespace", C::text, false},
    {K::relation, "row_security", C::text, false},
    {K::relation, "force_row_security", C::text, false},
    {K::relation, "replica_identity", C::text, false},
    {K::relation, "clustered_on", C::text, false},
    {K::relation, "detach_pending", C::text, false},
    {K::relation, "server"},  // of a foreign table
    {K::relation, "owner", C::text, false},
    {K::relation, "acl", C::lines, false},  // grantee=privilege, a line each, `*` grantable
    {K::relation, "comment", C::text, false},

    {K::column, "type"},
    {K::column, "collation"},
    {K::column, "not_null"},
    {K::column, "default", C::expression},
    {K::column, "identity"},  // always | by default
    {K::column, "generated", C::expression},
    {K::column, "generated_kind"},  // stored | virtual
    {K::column, "on_conflict"},     // SQLite, of NOT NULL
    {K::column, "position", C::text, false},
    {K::column, "storage", C::text, false},
    {K::column, "compression", C::text, false},
    {K::column, "statistics", C::text, false},
    {K::column, "options", C::lines, false},
    {K::column, "acl", C::lines, false},
    {K::column, "comment", C::text, false},

    // check | primary key | unique | foreign key | exclude | not null
    {K::constraint, "kind"},
    {K::constraint, "definition", C::expression},  // of a check or exclusion
    {K::constraint, "columns"},                    // in order, a line each
    {K::constraint, "include"},
    {K::constraint, "references", C::name},
    {K::constraint, "referenced_columns"},
    {K::constraint, "on_update"},  // left out: no action
    {K::constraint, "on_delete"},
    {K::constraint, "on_delete_columns"},
    {K::constraint, "match"},  // left out: simple
    {K::constraint, "deferrable"},
    {K::constraint, "deferred"},
    {K::constraint, "no_inherit"},
    {K::constraint, "nulls_not_distinct"},
    {K::constraint, "on_conflict"},    // SQLite
    {K::constraint, "autoincrement"},  // SQLite
    {K::constraint, "not_valid", C::text, false},
    {K::constraint, "comment", C::text, false},

    // enum | domain | composite | range
    {K::type, "kind"},
    {K::type, "labels"},      // in order
    {K::type, "attributes"},  // of a composite, in order
    {K::type, "base"},        // of a domain
    {K::type, "collation"},
    {K::type, "not_null"},
    {K::type, "default", C::expression},
    {K::type, "subtype"},  // of a range, as the three that follow
    {K::type, "subtype_class"},
    {K::type, "canonical"},
    {K::type, "subtype_diff"},
    {K::type, "owner", C::text, false},
    {K::type, "acl", C::lines, false},
    {K::type, "comment", C::text, false},
    {K::label, "position", C::text, false},
    {K::attribute, "type"},
    {K::attribute, "collation"},
    {K::attribute, "position", C::text, false},
    {K::attribute, "comment", C::text, false},
    {K::domain_constraint, "kind"},  // check
    {K::domain_constraint, "definition", C::expression},
    {K::domain_constraint, "not_valid", C::text, false},
    {K::domain_constraint, "comment", C::text, false},

    // function | procedure | aggregate | window
    {K::function, "kind"},
    {K::function, "arguments"},  // names, modes, types and defaults
    {K::function, "returns"},
    {K::function, "language"},
    {K::function, "body"},
    {K::function, "volatility"},
    {K::function, "strict"},
    {K::function, "security_definer"},
    {K::function, "leakproof"},
    {K::function, "parallel"},
    {K::function, "settings", C::lines},
    {K::function, "cost"},
    {K::function, "rows"},
    {K::function, "owner", C::text, false},
    {K::function, "acl", C::lines, false},
    {K::function, "comment", C::text, false},

    {K::trigger, "definition", C::expression},
    {K::trigger, "enabled", C::text, false},  // left out: origin; disabled | always | replica
    {K::trigger, "comment", C::text, false},
    {K::policy, "command"},
    {K::policy, "restrictive"},
    {K::policy, "roles", C::lines},
    {K::policy, "using", C::expression},
    {K::policy, "check", C::expression},
    {K::policy, "comment", C::text, false},
    {K::rule, "definition", C::expression},
    {K::rule, "enabled", C::text, false},
    {K::rule, "comment", C::text, false},

    {K::schema, "owner", C::text, false},
    {K::schema, "acl", C::lines, false},
    {K::schema, "comment", C::text, false},
    {K::extension, "version", C::text, false},
    {K::extension, "schema", C::text, false},
    {K::extension, "comment", C::text, false},
    {K::statistics, "definition", C::expression},
    {K::statistics, "target", C::text, false},
    {K::statistics, "comment", C::text, false},
    {K::publication, "tables", C::names},
    {K::publication, "all_tables"},
    {K::publication, "operations", C::lines},
    {K::publication, "owner", C::text, false},
    {K::publication, "comment", C::text, false},
    {K::subscription, "publications", C::lines},
    {K::subscription, "owner", C::text, false},
    {K::event_trigger, "event"},
    {K::event_trigger, "function", C::name},
    {K::event_trigger, "tags", C::lines},
    {K::event_trigger, "enabled", C::text, false},
    {K::event_trigger, "comment", C::text, false},
    {K::role, "options", C::lines, false},
    {K::role, "member_of", C::lines, false},
    {K::role, "comment", C::text, false},
    {K::database, "owner", C::text, false},
    {K::database, "comment", C::text, false},
    {K::other, "definition", C::expression},
    {K::other, "owner", C::text, false},
    {K::other, "comment", C::text, false},
});

std::vector<std::string_view> sorted_lines(std::string_view text) {
  std::vector<std::string_view> lines = lines_of(text);
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::string unquoted(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '"') out += c;
  }
  return out;
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::span<const AttributeRule> attribute_rules() { return kRules; }

const AttributeRule* rule_of(ElementKind kind, std::string_view attribute) {
  const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const AttributeRule& rule) {
    return rule.kind == kind && rule.name == attribute;
  });
  return found == kRules.end() ? nullptr : &*found;
}

bool same_value(ElementKind kind, std::string_view attribute, std::string_view a,
                std::string_view b) {
  if (a == b) return true;
  const AttributeRule* rule = rule_of(kind, attribute);
  if (rule == nullptr) return false;
  switch (rule->compare) {
    case Compare::lines:
      return sorted_lines(a) == sorted_lines(b);
    case Compare::name:
      return unquoted(a) == unquoted(b);
    case Compare::names:
      return sorted_lines(unquoted(a)) == sorted_lines(unquoted(b));
    default:
      return false;
  }
}

}  // namespace dunlin::catalog
