#include "contract/random_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"

namespace dunlin::test {

std::size_t Choices::below(std::size_t count) {
  const unsigned number = next_ < numbers_.size() ? numbers_[next_++] : 0;
  return count == 0 ? 0 : number % count;
}

namespace {

struct Column {
  std::string name;
  std::string type;
  bool not_null = false;
  bool bound = false;  // something else is made of it: it is not dropped, nor of another type
};

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::string> constraints;
  std::vector<std::string> indexes;
  bool bound = false;  // a view or a foreign key looks at it
};

struct Type {
  std::string default_value;
  std::vector<std::string> wider;
};

/// Knows what is there by now, and so what can be said next.
class Author {
 public:
  Author(Dialect dialect, Choices& choices)
      : postgres_(dialect == Dialect::postgresql), c_(choices) {}

  std::vector<std::string> history() {
    do {
      if (auto statement = next()) out_.push_back(*statement);
    } while (c_.left());
    return std::move(out_);
  }

  std::vector<Change> changes() const;

 private:
  using Maybe = std::optional<std::string>;

  Maybe next() {
    using Step = Maybe (Author::*)();
    static const std::vector<Step> kCommon = {
        &Author::create_table,  &Author::add_column,  &Author::create_index,  &Author::create_table,
        &Author::add_column,    &Author::drop_column, &Author::rename_column, &Author::rename_table,
        &Author::drop_index,    &Author::drop_table,  &Author::create_view,   &Author::drop_view,
        &Author::create_trigger};
    static const std::vector<Step> kPostgres = {
        &Author::set_default,     &Author::set_not_null,    &Author::alter_type,
        &Author::add_constraint,  &Author::drop_constraint, &Author::create_enum,
        &Author::add_value,       &Author::comment,         &Author::several,
        &Author::create_function, &Author::add_constraint,  &Author::create_sequence,
        &Author::rename_index};
    const std::size_t pick =
        c_.below(postgres_ ? kCommon.size() + kPostgres.size() : kCommon.size());
    const Step step = pick < kCommon.size() ? kCommon[pick] : kPostgres[pick - kCommon.size()];
    return (this->*step)();
  }

  // ---- names ------------------------------------------------------------------------------------
  std::string fresh(const std::string& stem, const std::function<bool(const std::string&)>& taken) {
    for (std::size_t i = c_.below(3);; ++i) {
      std::string name = stem + std::to_string(i);
      if (!taken(name)) return name;
    }
  }
  bool relation(const std::string& name) const {
    const auto in = [&](const Table& table) {
      return table.name == name ||
             std::count(table.indexes.begin(), table.indexes.end(), name) != 0;
    };
    return std::any_of(tables_.begin(), tables_.end(), in) || views_.count(name) != 0 ||
           sequences_.count(name) != 0;
  }
  std::string fresh_relation(const std::string& stem) {
    return fresh(stem, [this](const std::string& name) { return relation(name); });
  }
  std::string fresh_column(const Table& table) {
    return fresh("c", [&](const std::string& name) {
      return std::any_of(table.columns.begin(), table.columns.end(),
                         [&](const Column& column) { return column.name == name; });
    });
  }

  // ---- choices of what is there -----------------------------------------------------------------
  Table* table() { return tables_.empty() ? nullptr : &tables_[c_.below(tables_.size())]; }
  Column* column(Table& table) { return &table.columns[c_.below(table.columns.size())]; }
  Column* free_column(Table& table) {
    Column* picked = column(table);
    return picked->bound || table.columns.size() < 2 ? nullptr : picked;
  }

  std::string type() {
    static const std::vector<std::string> kPostgres = {
        "integer", "text",   "varchar(20)", "numeric(10,2)", "boolean", "timestamptz",
        "uuid",    "bigint", "date",        "jsonb",         "text[]",  "timestamp(3)"};
    static const std::vector<std::string> kSqlite = {"INTEGER", "TEXT",    "REAL",
                                                     "BLOB",    "NUMERIC", "VARCHAR(20)"};
    if (postgres_ && !enums_.empty() && c_.below(6) == 5) return c_.of(enums_);
    return c_.of(postgres_ ? kPostgres : kSqlite);
  }

  std::string default_of(const std::string& type) {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> kDefaults = {
        {"integer", {"0", "-1", "1 + 1"}},
        {"bigint", {"0", "42"}},
        {"INTEGER", {"0", "-1", "(1 + 1)"}},
        {"text", {"''", "'a''b'", "lower('A')"}},
        {"TEXT", {"''", "'a''b'", "(lower('A'))"}},
        {"boolean", {"true", "false"}},
        {"timestamptz", {"now()", "CURRENT_TIMESTAMP"}},
        {"REAL", {"0.5"}},
        {"numeric(10,2)", {"0", "1.50"}},
        {"jsonb", {"'{}'", "'[]'::jsonb"}},
        {"uuid", {"gen_random_uuid()"}},
        {"text[]", {"'{}'", "ARRAY['x']"}},
        {"varchar(20)", {"'x'", "'y'::varchar"}}};
    for (const auto& [name, values] : kDefaults) {
      if (name == type) return c_.of(values);
    }
    return {};
  }

  // `name type [NOT NULL] [DEFAULT …]`; the empty tables take any of them in PostgreSQL, SQLite
  // wants a default that is no expression.
  std::string definition(Column& column, bool added) {
    column.type = type();
    std::string text = column.name + " " + column.type;
    std::string value = c_.below(3) == 2 ? default_of(column.type) : "";
    if (added && !postgres_ && (value.find('(') != std::string::npos)) value.clear();
    if (!value.empty()) text += " DEFAULT " + value;
    if (c_.below(3) == 2 && (postgres_ || !added || !value.empty())) {
      column.not_null = true;
      text += " NOT NULL";
    }
    if (c_.below(8) == 7 && column.type != "jsonb") {
      if (postgres_ || !added) {
        text += " UNIQUE";
        column.bound = true;
      }
    }
    return text;
  }

  // ---- statements -------------------------------------------------------------------------------
  Maybe create_table() {
    if (tables_.size() > 4) return {};
    Table made;
    made.name = fresh_relation("t");
    std::string body;
    if (c_.yes()) {
      Column key{"id", postgres_ ? "integer" : "INTEGER", true, true};
      static const std::vector<std::string> kPostgres = {
          "id serial PRIMARY KEY", "id integer PRIMARY KEY",
          "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"};
      static const std::vector<std::string> kSqlite = {"id INTEGER PRIMARY KEY",
                                                       "id INTEGER PRIMARY KEY AUTOINCREMENT"};
      body = c_.of(postgres_ ? kPostgres : kSqlite);
      if (body.find("bigint") != std::string::npos) key.type = "bigint";
      made.columns.push_back(key);
    }
    for (std::size_t i = 0, count = 1 + c_.below(3); i < count; ++i) {
      Column column{fresh_column(made), "", false, false};
      body += (body.empty() ? "" : ", ") + definition(column, false);
      made.columns.push_back(column);
    }
    if (c_.below(4) == 3) {
      Column* checked = column(made);
      checked->bound = true;
      body += fmt::format(", CHECK ({} IS NOT NULL)", checked->name);
    }
    if (const Maybe key = foreign_key(made)) body += ", " + *key;
    const char* tolerant = c_.below(5) == 4 ? "IF NOT EXISTS " : "";
    const std::string text = fmt::format("CREATE TABLE {}{} ({})", tolerant, made.name, body);
    tables_.push_back(std::move(made));
    return text;
  }

  // To a table whose key is its `id`, from a column of that type.
  Maybe foreign_key(Table& from) {
    if (c_.below(3) != 2 || tables_.empty()) return {};
    Table* to = table();
    if (to->name == from.name || to->columns.front().name != "id") return {};
    for (Column& column : from.columns) {
      if (column.type != to->columns.front().type || column.name == "id") continue;
      column.bound = to->bound = true;
      static const std::vector<std::string> kActions = {"", " ON DELETE CASCADE",
                                                        " ON UPDATE CASCADE ON DELETE SET NULL"};
      return fmt::format("FOREIGN KEY ({}) REFERENCES {} (id){}", column.name, to->name,
                         c_.of(kActions));
    }
    return {};
  }

  Maybe add_column() {
    Table* to = table();
    if (to == nullptr || to->columns.size() > 6) return {};
    Column added{fresh_column(*to), "", false, false};
    const std::string text = definition(added, true);
    to->columns.push_back(added);
    return fmt::format("ALTER TABLE {} ADD COLUMN {}", to->name, text);
  }

  Maybe drop_column() {
    Table* of = table();
    Column* dropped = of == nullptr || (of->bound && !postgres_) ? nullptr : free_column(*of);
    if (dropped == nullptr || viewed(*of)) return {};
    const std::string name = dropped->name;
    of->columns.erase(of->columns.begin() + (dropped - of->columns.data()));
    return fmt::format("ALTER TABLE {} DROP COLUMN {}", of->name, name);
  }

  Maybe rename_column() {
    Table* of = table();
    Column* renamed = of == nullptr || viewed(*of) ? nullptr : free_column(*of);
    if (renamed == nullptr) return {};
    const std::string name = fresh_column(*of);
    const std::string old = std::exchange(renamed->name, name);
    return fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", of->name, old, name);
  }

  Maybe rename_table() {
    Table* renamed = table();
    if (renamed == nullptr || renamed->bound || viewed(*renamed) ||
        triggers_.count(renamed->name)) {
      return {};
    }
    const std::string name = fresh_relation("t");
    const std::string old = std::exchange(renamed->name, name);
    return fmt::format("ALTER TABLE {} RENAME TO {}", old, name);
  }

  Maybe create_index() {
    Table* on = table();
    if (on == nullptr) return {};
    Column* first = column(*on);
    if (first->type == "jsonb") return {};
    first->bound = true;
    static const std::vector<std::string> kShapes = {"{}", "{} DESC", "(coalesce({}, {}))"};
    const std::string& shape = c_.of(kShapes);
    const std::string part = fmt::format(fmt::runtime(shape), first->name, first->name);
    const std::string where =
        c_.below(4) == 3 ? fmt::format(" WHERE {} IS NOT NULL", first->name) : "";
    const char* unique = c_.below(4) == 3 ? "UNIQUE " : "";
    if (postgres_ && c_.below(4) == 3) {  // the server names it
      return fmt::format("CREATE {}INDEX ON {} ({}){}", unique, on->name, part, where);
    }
    const std::string name = fresh_relation("i");
    on->indexes.push_back(name);
    return fmt::format("CREATE {}INDEX {} ON {} ({}){}", unique, name, on->name, part, where);
  }

  Maybe drop_index() {
    Table* of = table();
    if (of == nullptr || of->indexes.empty()) return {};
    const std::string name = of->indexes.back();
    of->indexes.pop_back();
    return (c_.below(4) == 3 ? "DROP INDEX IF EXISTS " : "DROP INDEX ") + name;
  }

  Maybe drop_table() {
    if (tables_.empty()) return {};
    const std::size_t at = c_.below(tables_.size());
    const Table& dropped = tables_[at];
    if (dropped.bound || viewed(dropped)) return {};
    const std::string name = dropped.name;
    triggers_.erase(name);
    tables_.erase(tables_.begin() + static_cast<std::ptrdiff_t>(at));
    return "DROP TABLE " + name;
  }

  bool viewed(const Table& table) const {
    return std::any_of(views_.begin(), views_.end(),
                       [&](const auto& view) { return view.second == table.name; });
  }

  Maybe create_view() {
    Table* of = table();
    if (of == nullptr) return {};
    Column* shown = column(*of);
    const std::string name =
        fresh("v", [this](const std::string& view) { return views_.count(view) != 0; });
    views_.emplace(name, of->name);
    for (Column& column : of->columns) column.bound = true;
    return fmt::format("CREATE VIEW {} AS SELECT {} FROM {} WHERE {} IS NOT NULL", name,
                       shown->name, of->name, shown->name);
  }

  Maybe drop_view() {
    if (views_.empty()) return {};
    const std::string name = views_.begin()->first;
    views_.erase(views_.begin());
    return "DROP VIEW " + name;
  }

  Maybe create_trigger() {
    Table* on = table();
    if (on == nullptr || triggers_.count(on->name) != 0) return {};
    if (postgres_ && functions_ == 0) return {};
    triggers_.insert(on->name);
    if (postgres_) {
      return fmt::format(
          "CREATE TRIGGER touched BEFORE UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION f0()",
          on->name);
    }
    return fmt::format("CREATE TRIGGER touched_{} AFTER DELETE ON {} BEGIN SELECT 1; END", on->name,
                       on->name);
  }

  Maybe set_default() {
    Table* of = table();
    if (of == nullptr) return {};
    Column* changed = column(*of);
    const std::string value = changed->name == "id" ? "" : default_of(changed->type);
    if (value.empty()) return {};
    if (c_.below(3) == 2) {
      return fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP DEFAULT", of->name, changed->name);
    }
    return fmt::format("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}", of->name, changed->name,
                       value);
  }

  Maybe set_not_null() {
    Table* of = table();
    if (of == nullptr) return {};
    Column* changed = column(*of);
    if (changed->name == "id") return {};
    changed->not_null = !changed->not_null;
    return fmt::format("ALTER TABLE {} ALTER COLUMN {} {} NOT NULL", of->name, changed->name,
                       changed->not_null ? "SET" : "DROP");
  }

  Maybe alter_type() {
    Table* of = table();
    Column* changed = of == nullptr || viewed(*of) ? nullptr : free_column(*of);
    if (changed == nullptr || changed->name == "id") return {};
    if (changed->type == "integer") {
      changed->type = "bigint";
    } else if (changed->type == "varchar(20)") {
      changed->type = c_.yes() ? "text" : "varchar(40)";
    } else if (changed->type == "date") {
      changed->type = "timestamptz";
    } else {
      return {};
    }
    const std::string how =
        c_.yes() ? fmt::format(" USING {}::{}", changed->name, changed->type) : "";
    return fmt::format("ALTER TABLE {} ALTER COLUMN {} TYPE {}{}", of->name, changed->name,
                       changed->type, how);
  }

  Maybe add_constraint() {
    Table* to = table();
    if (to == nullptr) return {};
    if (const Maybe key = foreign_key(*to)) {
      return fmt::format("ALTER TABLE {} ADD {}", to->name, *key);
    }
    Column* of = column(*to);
    if (of->type == "jsonb") return {};
    of->bound = true;
    const std::string body = c_.yes() ? fmt::format("UNIQUE ({})", of->name)
                                      : fmt::format("CHECK ({} IS NOT NULL)", of->name);
    if (c_.yes()) return fmt::format("ALTER TABLE {} ADD {}", to->name, body);
    const std::string name =
        fresh("k", [&](const std::string& taken) { return constraints_.count(taken) != 0; });
    constraints_.insert(name);
    to->constraints.push_back(name);
    return fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", to->name, name, body);
  }

  Maybe drop_constraint() {
    Table* of = table();
    if (of == nullptr || of->constraints.empty()) return {};
    const std::string name = of->constraints.back();
    of->constraints.pop_back();
    return fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", of->name, name);
  }

  Maybe create_enum() {
    if (enums_.size() > 1) return {};
    enums_.push_back("e" + std::to_string(enums_.size()));
    return fmt::format("CREATE TYPE {} AS ENUM ('a', 'z')", enums_.back());
  }

  Maybe add_value() {
    if (enums_.empty()) return {};
    const std::string label = "l" + std::to_string(labels_++);
    static const std::vector<std::string> kPlaces = {"", " BEFORE 'z'", " AFTER 'a'"};
    return fmt::format("ALTER TYPE {} ADD VALUE '{}'{}", c_.of(enums_), label, c_.of(kPlaces));
  }

  Maybe comment() {
    Table* on = table();
    if (on == nullptr) return {};
    if (c_.yes()) return fmt::format("COMMENT ON TABLE {} IS 'note {}'", on->name, c_.below(3));
    return fmt::format("COMMENT ON COLUMN {}.{} IS 'note {}'", on->name, column(*on)->name,
                       c_.below(3));
  }

  Maybe several() {
    Table* of = table();
    if (of == nullptr || of->columns.size() > 5) return {};
    std::string text;
    for (std::size_t i = 0, count = 2 + c_.below(2); i < count; ++i) {
      Column added{fresh_column(*of), "", false, false};
      text += (i == 0 ? "ADD COLUMN " : ", ADD COLUMN ") + definition(added, true);
      of->columns.push_back(added);
    }
    return fmt::format("ALTER TABLE {} {}", of->name, text);
  }

  Maybe create_function() {
    if (functions_ == 0) {
      ++functions_;
      return "CREATE FUNCTION f0() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$";
    }
    return fmt::format(
        "CREATE OR REPLACE FUNCTION f1(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + {} "
        "$$",
        c_.below(3));
  }

  Maybe create_sequence() {
    const std::string name = fresh_relation("s");
    sequences_.insert(name);
    return fmt::format("CREATE SEQUENCE {} START {}", name, 1 + c_.below(3));
  }

  Maybe rename_index() {
    Table* of = table();
    if (of == nullptr || of->indexes.empty()) return {};
    const std::string name = fresh_relation("i");
    const std::string old = std::exchange(of->indexes.back(), name);
    return fmt::format("ALTER INDEX {} RENAME TO {}", old, name);
  }

  bool postgres_;
  Choices& c_;
  std::vector<std::string> out_;
  std::vector<Table> tables_;
  std::map<std::string, std::string> views_;  // view -> its table
  std::set<std::string> triggers_;            // the tables that have one
  std::set<std::string> constraints_;
  std::set<std::string> sequences_;
  std::vector<std::string> enums_;
  std::size_t labels_ = 0;
  std::size_t functions_ = 0;
};

std::vector<Change> Author::changes() const {
  std::vector<Change> all;
  for (const Table& table : tables_) {
    for (const Column& column : table.columns) {
      if (column.bound || table.columns.size() < 2) continue;
      if (viewed(table)) continue;
      all.push_back(
          {fmt::format("ALTER TABLE {} DROP COLUMN {}", table.name, column.name), column.name});
      if (!postgres_) continue;
      const char* other = column.type == "bigint" ? "numeric" : "bigint";
      all.push_back({fmt::format("ALTER TABLE {0} ALTER COLUMN {1} DROP DEFAULT, ALTER COLUMN {1} "
                                 "TYPE {2} USING NULL::{2}",
                                 table.name, column.name, other),
                     "type"});
      all.push_back({fmt::format("ALTER TABLE {} ALTER COLUMN {} {} NOT NULL", table.name,
                                 column.name, column.not_null ? "DROP" : "SET"),
                     column.name});
    }
    for (const std::string& index : table.indexes) {
      all.push_back({"DROP INDEX " + index, index});
      if (postgres_) {
        all.push_back(
            {fmt::format("DROP INDEX {0}; CREATE INDEX {0} ON {1} ((1))", index, table.name),
             index});
      }
    }
  }
  return all;
}

}  // namespace

std::vector<std::string> random_statements(Dialect dialect, Choices& choices) {
  return Author(dialect, choices).history();
}

std::vector<Change> possible_changes(Dialect dialect, const std::vector<unsigned>& numbers) {
  Choices choices(numbers);
  Author author(dialect, choices);
  author.history();
  return author.changes();
}

}  // namespace dunlin::test
