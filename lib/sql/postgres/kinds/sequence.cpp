#include "sql/postgres/kinds/actions.h"
#include "sql/postgres/kinds/elements.h"
#include "sql/postgres/kinds/kinds.h"
#include "sql/postgres/kinds/reads.h"

namespace dunlin::sql::postgres::kinds {

namespace {

/// An option of a sequence, and the attribute that shows it.
struct SequenceOption {
  std::string_view option;
  std::string_view attribute;
};

constexpr SequenceOption kOptions[] = {
    {"increment", "increment"}, {"minvalue", "minimum"}, {"maxvalue", "maximum"},
    {"start", "start"},         {"cache", "cache"},
};

// The column that owns it, or nothing.
Element owner_of(Node options) {
  const std::vector<std::string> parts = words(option(options, "owned_by")["arg"]);
  return parts.size() < 2 ? Element{} : part_of(ElementKind::column, parts);
}

std::string printed_owner(const Element& column) {
  return column.name.empty() ? std::string()
                             : printed({ElementKind::relation, column.schema, column.name, {}}) +
                                   "." + quoted(column.part);
}

// The values that the text tells. NO MINVALUE depends on the type and the direction.
Attributes told(const Input& input) {
  const Node options = input.node["options"];
  Attributes values;
  for (const SequenceOption& known : kOptions) {
    const Node found = option(options, known.option);
    if (found["arg"]) put(values, known.attribute, option_value(input.text, found));
  }
  if (const Node cycle = option(options, "cycle")) put(values, "cycle", flag(option_is_on(cycle)));
  if (const Node type = option(options, "as")) {
    put(values, "type", printed_type_of(type["arg"].inside()));
  }
  if (option(options, "owned_by")) put(values, "owned_by", printed_owner(owner_of(options)));
  return values;
}

}  // namespace

void read_create_sequence(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element sequence = relation(node["sequence"]);
  creates(action, sequence);
  const Element owner = owner_of(node["options"]);
  reads(action, owner);
  if (is_temporary(node["sequence"])) {
    repeatable(action);
    return;
  }
  Exists exists{sequence, {{"kind", "sequence"}}, true};
  exists.tolerant = node["if_not_exists"].flag();
  if (option(node["options"], "owned_by")) put(exists.stated, "owned_by", printed_owner(owner));
  action.claims.emplace_back(std::move(exists));
  Draft& draft = action.draft.emplace();
  const Text& text = input.text;
  const std::size_t name = text.index_at(node["sequence"].location());
  add_name(draft, text.name(name));
  for (std::size_t i = 0; i < name; ++i) cut_words(draft, text, i, {"unlogged"});
  // A sequence belongs to a table of its own place only.
  if (const Node owned = option(node["options"], "owned_by")) {
    const std::size_t first = text.index_at(owned.location());
    add_cut(draft, text.range(first, text.behind_name(first + 2)));
  }
}

void read_alter_sequence(const Input& input) {
  Action& action = whole_action(input);
  const Node node = input.node;
  const Element sequence = relation(node["sequence"]);
  add_lock(action, LockMode::share_row_exclusive, sequence);
  reads(action, owner_of(node["options"]));
  Attributes wanted = told(input);
  if (option(node["options"], "restart")) {
    // Sets back a counter that may have gone on since.
    changes(action, sequence);
    once(input, action);
  } else if (wanted.empty()) {
    changes(action, sequence);
    repeatable(action);
  } else {
    sets(action, sequence, std::move(wanted));
  }
}

}  // namespace dunlin::sql::postgres::kinds
