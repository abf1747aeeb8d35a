#include "sql/sqlite/kinds/column.h"

#include <algorithm>
#include <utility>

#include "sql/sqlite/canonical.h"
#include "sql/sqlite/name.h"

namespace dunlin::sql::sqlite {

namespace {

// The value of DEFAULT: one term, a signed one, or an expression in parentheses. A name is a string
// to SQLite there, unless it says true or false.
std::optional<std::string> default_value(Reading& words) {
  if (words.done()) return std::nullopt;
  if (words.at_symbol("(")) {
    const auto inside = words.parenthesised();
    if (!inside) return std::nullopt;
    return canonical(*inside);
  }
  const std::size_t begin = words.here();
  if (words.eat_symbol("-") || words.eat_symbol("+")) {
    if (words.done()) return std::nullopt;
    const std::size_t end = words.token().end();
    words.step();
    return canonical(words.text().substr(begin, end - begin));
  }
  const Token token = words.token();
  if (token.kind == TokenKind::symbol || token.kind == TokenKind::semicolon) return std::nullopt;
  if (token.kind == TokenKind::word && is_reserved(token.text) && !is_word(token, "null")) {
    return std::nullopt;
  }
  words.step();
  if (token.kind != TokenKind::quoted) return canonical(token.text);
  std::string text = "'";
  for (const char c : unquoted(token)) text.append(c == '\'' ? 2 : 1, c);
  return text + "'";
}

// A constraint of the table may follow a column without a comma: FOREIGN KEY and a key with a list
// are never the column's.
bool starts_table_constraint(Reading words) {
  if (words.eat("constraint")) words.step();
  if (words.at("foreign")) return true;
  const bool key = words.eat("unique") || (words.eat("primary") && words.eat("key"));
  return key && words.at_symbol("(");
}

// A line each, as in SQL.
std::string name_lines(std::vector<std::string> names) {
  for (std::string& name : names) name = spelled(name);
  return lines(names);
}

std::string likely_name(const Element& table, const std::vector<std::string>& columns,
                        std::string_view ending) {
  std::string name = table.name;
  for (const std::string& column : columns) name += "_" + column;
  return name.append("_").append(ending);
}

}  // namespace

std::string key_line(std::string_view text) {
  const Reading words(text, {});
  Reading only = words;
  if (auto name = only.name(); name && only.done()) return spelled(*name);
  std::string line = canonical(text);
  if (line.ends_with(" asc")) line.resize(line.size() - 4);
  // A quoted name in front of COLLATE or DESC is one, and never a string.
  only = words;
  if (!only.done() && only.token().kind == TokenKind::quoted) {
    const std::string name = *only.name();
    if (only.at("collate") || only.at("desc") || only.at("asc")) {
      line = spelled(name) + " " + canonical(only.rest());
      if (line.ends_with(" asc")) line.resize(line.size() - 4);
    }
  }
  return line;
}

std::optional<std::string> conflict_clause(Reading& words) {
  Reading ahead = words;
  if (!ahead.eat("on", "conflict")) return std::nullopt;
  auto what = ahead.name();
  if (!what) return std::nullopt;
  words = ahead;
  return *what == "abort" ? std::string() : *what;
}

TableText::TableText(Element table, std::string_view home)
    : table_(std::move(table)),
      home_(table_.schema.empty() ? std::string(home) : table_.schema.str()) {}

bool TableText::read_column(Reading& words) {
  auto name = words.name();
  if (!name) return false;
  Exists column;
  column.element = {ElementKind::column, table_.schema, table_.name, std::move(*name)};
  if (!read_type(words, column)) return false;
  while (!words.done() && !words.at_symbol(",") && !words.at_symbol(")") &&
         !starts_table_constraint(words)) {
    if (!read_column_constraint(words, column)) return false;
  }
  columns_.push_back(std::move(column));
  return true;
}

// Any names in a row, and one or two numbers in parentheses.
bool TableText::read_type(Reading& words, Exists& column) {
  const std::size_t begin = words.here();
  std::size_t end = begin;
  while (!words.done() && can_name(words.token())) {
    Reading ahead = words;
    if (ahead.eat("generated", "always")) break;
    end = words.token().end();
    words.step();
  }
  if (end != begin && words.at_symbol("(")) {
    if (!words.parenthesised()) return false;
    // Up to the parenthesis: what follows begins behind blanks.
    const std::string_view text = words.text().substr(begin, words.here() - begin);
    end = begin + text.rfind(')') + 1;
  }
  state(column.stated, "type", canonical(words.text().substr(begin, end - begin)));
  return true;
}

bool TableText::read_column_constraint(Reading& words, Exists& column) {
  const std::vector<std::string> self = {column.element.part};
  Given name;
  if (words.eat("constraint")) {
    name = words.name();
    if (!name) return false;
    if (words.done() || words.at_symbol(",") || words.at_symbol(")")) return true;
  }
  if (words.eat("default")) {
    auto value = default_value(words);
    if (!value) return false;
    state(column.stated, "default", std::move(*value));
    return true;
  }
  if (words.eat("null")) return conflict_clause(words), true;
  if (words.eat_all("not", "null")) {
    state(column.stated, "not_null", true);
    state(column.stated, "on_conflict", conflict_clause(words).value_or(""));
    return true;
  }
  if (words.at("not") || words.at("deferrable")) {  // of the foreign key before it
    return !constraints_.empty() && read_rule(words, constraints_.back().stated);
  }
  if (words.eat("collate")) {
    auto collation = words.name();
    if (!collation) return false;
    // BINARY is the rule without it.
    state(column.stated, "collation", *collation == "binary" ? "" : spelled(*collation));
    return true;
  }
  if (words.at("primary")) return read_key(words, name, "primary key", self);
  if (words.at("unique")) return read_key(words, name, "unique", self);
  if (words.at("check")) return read_check(words, name, column.element.part);
  if (words.at("references")) return read_foreign_key(words, name, self);
  return read_generated(words, column);
}

bool TableText::read_generated(Reading& words, Exists& column) {
  words.eat("generated", "always");
  if (!words.eat("as")) return false;
  const auto expression = words.parenthesised();
  if (!expression) return false;
  const bool stored = words.eat("stored");
  if (!stored) words.eat("virtual");
  state(column.stated, "generated", canonical(*expression));
  state(column.stated, "generated_kind", stored ? "stored" : "virtual");
  return true;
}

bool TableText::read_constraint(Reading& words) {
  Given name;
  if (words.eat("constraint")) {
    name = words.name();
    if (!name) return false;
    if (words.at_symbol(",") || words.at_symbol(")") || words.at("constraint")) return true;
  }
  if (words.at("primary")) return read_key(words, name, "primary key", {});
  if (words.at("unique")) return read_key(words, name, "unique", {});
  if (words.at("check")) return read_check(words, name, "");
  if (!words.eat("foreign", "key")) return false;
  auto columns = words.names();
  return columns && read_foreign_key(words, name, std::move(*columns));
}

bool TableText::read_check(Reading& words, const Given& name, const std::string& column) {
  words.step();
  const auto expression = words.parenthesised();
  if (!expression) return false;
  conflict_clause(words);  // SQLite reads it and does without
  Attributes stated;
  state(stated, "kind", "check");
  state(stated, "definition", canonical(*expression));
  std::vector<std::string> of;
  if (!column.empty()) of.push_back(column);
  add(name, likely_name(table_, of, "check"), std::move(stated));
  return true;
}

// PRIMARY KEY or UNIQUE, of a column when there is one, else with a list.
bool TableText::read_key(Reading& words, const Given& name, std::string_view kind,
                         const std::vector<std::string>& column) {
  const bool primary = words.eat("primary");
  if (primary ? !words.eat("key") : !words.eat("unique")) return false;
  std::vector<std::string> keys;
  bool autoincrement = false;
  if (column.empty()) {
    const auto list = words.parenthesised();
    if (!list) return false;
    for (std::string_view part : parts_of(*list)) {
      Reading key(part, {});
      auto key_name = key.name();
      if (!key_name) return false;
      if (primary) primary_.push_back(*key_name);
      // AUTOINCREMENT may stand behind the only column of a list.
      autoincrement = key.at("autoincrement");
      keys.push_back(autoincrement ? spelled(*key_name) : key_line(part));
    }
  } else {
    const bool descends = primary && words.eat("desc");
    if (primary && !descends) words.eat("asc");
    if (primary) {
      primary_ = column;
      primary_descends_ = descends;
    }
    keys.push_back(spelled(column.front()) + (descends ? " desc" : ""));
  }
  const std::string conflict = conflict_clause(words).value_or("");
  if (primary && words.eat("autoincrement")) autoincrement = true;
  Attributes stated;
  state(stated, "kind", std::string(kind));
  state(stated, "columns", lines(keys));
  state(stated, "on_conflict", conflict);
  state(stated, "autoincrement", autoincrement);
  std::vector<std::string> of;
  if (!primary) {
    for (const std::string& key : keys) of.push_back(key.substr(0, key.find(' ')));
  }
  add(name, likely_name(table_, of, primary ? "pkey" : "key"), std::move(stated));
  return true;
}

// From REFERENCES to the last clause that belongs to it.
bool TableText::read_foreign_key(Reading& words, const Given& name,
                                 std::vector<std::string> columns) {
  if (!words.eat("references")) return false;
  const auto table = words.name();
  if (!table) return false;
  Attributes stated;
  state(stated, "kind", "foreign key");
  state(stated, "columns", name_lines(columns));
  // A foreign key never leaves its database file.
  state(stated, "references", full_name({"", *table}, home_));
  if (words.at_symbol("(")) {
    const auto referenced = words.names();
    if (!referenced) return false;
    state(stated, "referenced_columns", name_lines(*referenced));
  }
  while (read_rule(words, stated)) {
  }
  const Element referenced{ElementKind::relation, table_.schema, *table, ""};
  if (referenced != table_) referenced_.push_back(referenced);
  add(name, likely_name(table_, columns, "fkey"), std::move(stated));
  return true;
}

// One clause behind REFERENCES.
bool TableText::read_rule(Reading& words, Attributes& stated) {
  Reading ahead = words;
  if (ahead.eat("match")) {
    const auto kind = ahead.name();
    if (!kind) return false;
    state(stated, "match", *kind == "simple" ? "" : *kind);
  } else if (ahead.eat("on")) {
    const char* attribute = ahead.at("delete")   ? "on_delete"
                            : ahead.at("update") ? "on_update"
                                                 : "";
    const bool insert = ahead.at("insert");  // SQLite reads it and does without
    if (*attribute == '\0' && !insert) return false;
    ahead.step();
    std::string action;
    if (ahead.eat("set")) {
      if (!ahead.at("null") && !ahead.at("default")) return false;
      action = "set " + folded(ahead.token().text);
      ahead.step();
    } else if (ahead.eat("no")) {
      if (!ahead.eat("action")) return false;
    } else if (ahead.at("cascade") || ahead.at("restrict")) {
      action = folded(ahead.token().text);
      ahead.step();
    } else {
      return false;
    }
    if (!insert) state(stated, attribute, action);
  } else {
    const bool negated = ahead.eat("not");
    if (!ahead.eat("deferrable")) return false;
    state(stated, "deferrable", !negated);
    if (ahead.eat("initially")) {
      const bool deferred = ahead.eat("deferred");
      if (!deferred && !ahead.eat("immediate")) return false;
      state(stated, "deferred", deferred && !negated);
    }
  }
  words = ahead;
  return true;
}

void TableText::add(const Given& name, const std::string& likely, Attributes stated) {
  Exists constraint;
  // SQLite lets two constraints have one name; the second is then known by its shape alone.
  constraint.unnamed = !name || is_taken(*name);
  const std::string& base = name ? *name : likely;
  std::string chosen = base;
  for (int number = 1; is_taken(chosen); ++number) chosen = base + std::to_string(number);
  constraint.element = {ElementKind::constraint, table_.schema, table_.name, std::move(chosen)};
  constraint.stated = std::move(stated);
  constraints_.push_back(std::move(constraint));
}

bool TableText::is_taken(const std::string& name) const {
  return std::any_of(constraints_.begin(), constraints_.end(),
                     [&](const Exists& other) { return other.element.part == name; });
}

void TableText::settle_not_null(bool without_rowid, bool strict) {
  if (!without_rowid && !strict) return;
  for (Exists& column : columns_) {
    const auto& key = primary_;
    if (std::find(key.begin(), key.end(), column.element.part) == key.end()) continue;
    const bool integer =
        std::find(column.stated.begin(), column.stated.end(),
                  sql::Attributes::value_type("type", "integer")) != column.stated.end();
    // The alias of the rowid is never NULL, whatever it says.
    const bool alias = !without_rowid && key.size() == 1 && integer && !primary_descends_;
    if (!alias) state(column.stated, "not_null", true);
  }
}

std::vector<Claim> TableText::claims() const {
  std::vector<Claim> all(columns_.begin(), columns_.end());
  all.insert(all.end(), constraints_.begin(), constraints_.end());
  return all;
}

namespace {

std::string_view stated(const Exists& exists, std::string_view name) {
  const auto found = std::find_if(exists.stated.begin(), exists.stated.end(),
                                  [&](const auto& attribute) { return attribute.first == name; });
  return found == exists.stated.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

bool TableText::needs_no_rows() const {
  const Exists& column = columns_.back();
  if (!stated(column, "generated").empty()) return stated(column, "generated_kind") == "stored";
  const std::string_view value = stated(column, "default");
  const bool none = value.empty() || value == "null";
  const bool computed = value.starts_with("current_") ||
                        (!value.starts_with('\'') && value.find('(') != std::string_view::npos);
  return computed || (none && !stated(column, "not_null").empty());
}

bool TableText::checks_rows() const {
  return std::any_of(constraints_.begin(), constraints_.end(),
                     [](const Exists& one) { return stated(one, "kind") == "check"; }) ||
         std::any_of(columns_.begin(), columns_.end(), [](const Exists& one) {
           return !stated(one, "generated").empty() && !stated(one, "not_null").empty();
         });
}

}  // namespace dunlin::sql::sqlite
