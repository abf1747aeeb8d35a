#include <algorithm>
#include <array>

#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/objects.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

using Words = std::vector<std::string>;

struct Privileges {
  std::string_view type;
  std::initializer_list<std::string_view> all;
};

// What ALL PRIVILEGES is to each type of object.
const Privileges kAll[] = {
    {"OBJECT_TABLE", {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"}},
    {"OBJECT_SEQUENCE", {"USAGE", "SELECT", "UPDATE"}},
    {"OBJECT_DATABASE", {"CREATE", "CONNECT", "TEMPORARY"}},
    {"OBJECT_SCHEMA", {"CREATE", "USAGE"}},
    {"OBJECT_FUNCTION", {"EXECUTE"}},
    {"OBJECT_PROCEDURE", {"EXECUTE"}},
    {"OBJECT_ROUTINE", {"EXECUTE"}},
    {"OBJECT_LARGEOBJECT", {"SELECT", "UPDATE"}},
    {"OBJECT_TABLESPACE", {"CREATE"}},
    {"OBJECT_PARAMETER_ACL", {"SET", "ALTER SYSTEM"}},
};

Words all_privileges(std::string_view type) {
  for (const Privileges& known : kAll) {
    if (known.type == type) return {known.all.begin(), known.all.end()};
  }
  return {"USAGE"};  // types, languages, foreign servers
}

std::string upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper == "TEMP" ? "TEMPORARY" : upper;
}

/// Who is granted, or loses, what.
class Grant {
 public:
  explicit Grant(Node node) : node_(node) {
    for (const Node item : node["grantees"]) {
      grantees_.push_back(role_of(item.inside()));
      if (grantees_.back().empty()) known_ = false;
    }
  }

  bool is_grant() const { return node_["is_grant"].flag(); }
  /// Whether the text tells who is meant. REVOKE GRANT OPTION FOR leaves the privilege itself.
  bool known() const { return known_ && (is_grant() || !node_["grant_option"].flag()); }

  /// On the object as a whole.
  Words lines() const {
    Words names;
    if (node_["privileges"].count() == 0) names = all_privileges(node_["objtype"].text());
    for (const Node item : node_["privileges"]) {
      const Node privilege = item.inside();
      if (privilege["cols"]) continue;
      names.push_back(upper(privilege["priv_name"].text()));
    }
    return for_each_grantee(names);
  }

  /// On columns, with each the lines for it.
  std::vector<std::pair<std::string, Words>> columns() const {
    std::vector<std::pair<std::string, Words>> columns;
    for (const Node item : node_["privileges"]) {
      const Node privilege = item.inside();
      for (const std::string& column : words(privilege["cols"])) {
        Words names{upper(privilege["priv_name"].text())};
        // ALL (columns) has no name.
        if (names.front().empty()) names = {"SELECT", "INSERT", "UPDATE", "REFERENCES"};
        columns.emplace_back(column, for_each_grantee(names));
      }
    }
    return columns;
  }

 private:
  Words for_each_grantee(const Words& privileges) const {
    // `*` marks what may be granted on; a REVOKE takes both.
    const bool grantable = is_grant() && node_["grant_option"].flag();
    Words lines;
    for (const std::string& grantee : grantees_) {
      for (const std::string& privilege : privileges) {
        lines.push_back(grantee + "=" + privilege + (grantable ? "*" : ""));
        if (!is_grant()) lines.push_back(lines.back() + "*");
      }
    }
    return lines;
  }

  Node node_;
  Words grantees_;
  bool known_ = true;
};

Element granted_object(std::string_view type, Node object) {
  if (object.is("RangeVar")) return relation(object.inside());
  return object_of(type, object);
}

void claim(const Input& input, Action& action, const Grant& grant, const Element& element) {
  changes(action, element);
  if (!grant.known()) {
    repeatable(action);
    return;
  }
  const Set::How how = grant.is_grant() ? Set::How::includes : Set::How::excludes;
  if (const Words all = grant.lines(); !all.empty()) {
    sets(action, element, {{"acl", lines(all)}}, how);
  }
  for (const auto& [column, all] : grant.columns()) {
    sets(action, part_of(ElementKind::column, element, column), {{"acl", lines(all)}}, how);
  }
  if (is_of_cluster(input.node["objtype"].text())) input.facts.scope = Scope::cluster;
}

}  // namespace

void read_grant(const Input& input) {
  Action& action = whole_action(input);
  const Grant grant(input.node);
  const std::string_view type = input.node["objtype"].text();
  // ALL TABLES IN SCHEMA: which they are, nobody knows yet.
  const bool in_schema = input.node["targtype"].text() != "ACL_TARGET_OBJECT";
  for (const Node object : input.node["objects"]) {
    if (in_schema) {
      changes(action, named(ElementKind::schema, {word(object)}));
    } else {
      read_argument_types(action, object);
      claim(input, action, grant, granted_object(type, object));
    }
  }
  if (action.claims.empty()) repeatable(action);
}

void read_grant_role(const Input& input) {
  Action& action = whole_action(input);
  input.facts.scope = Scope::cluster;
  Words roles;
  for (const Node item : input.node["granted_roles"]) {
    roles.emplace_back(item.inside()["priv_name"].text());
  }
  const bool grants = input.node["is_grant"].flag();
  const bool option = input.node["admin_opt"].flag();
  for (const Node item : input.node["grantee_roles"]) {
    const std::string member = role_of(item.inside());
    const Element role{ElementKind::role, {}, member, {}};
    if (member.empty() || option) {
      changes(action, role);
      repeatable(action);
    } else {
      sets(action, role, {{"member_of", lines(roles)}},
           grants ? Set::How::includes : Set::How::excludes);
    }
  }
  if (action.claims.empty()) repeatable(action);
}

void read_default_privileges(const Input& input) {
  Action& action = whole_action(input);
  for (const std::string& schema : words(option(input.node["options"], "schemas")["arg"])) {
    changes(action, named(ElementKind::schema, {schema}));
  }
  repeatable(action);
}

}  // namespace dunlin::sql::postgres::kinds
