// What the inspector reads from SQLite's texts, beside what SQLite's pragmas say of the same
// schema.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "catalog/attributes.h"
#include "catalog/difference.h"
#include "catalog/render.h"
#include "db/sqlite/open.h"
#include "inspect/sqlite/inspector.h"
#include "inspect/sqlite/prober.h"
#include "sql/sqlite/canonical.h"
#include "sql/sqlite/facts.h"
#include "sql/sqlite/name.h"
#include "sql/sqlite/reader.h"
#include "sql/sqlite/reading.h"

namespace dunlin::inspect::sqlite {
namespace {

using catalog::Catalog;
using catalog::Element;
using catalog::ElementKind;
using catalog::Object;
using sql::sqlite::folded;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAreArray;

using Lines = std::vector<std::string>;

std::unique_ptr<db::Connection> database(const std::string& script = "") {
  auto connection = db::sqlite::open({});
  if (!script.empty()) connection->run(script);
  return connection;
}

Element table(std::string name, std::string schema = "main") {
  return {ElementKind::relation, std::move(schema), std::move(name), ""};
}

Element part(ElementKind kind, std::string of, std::string name) {
  return {kind, "main", std::move(of), std::move(name)};
}

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string joined(const Lines& lines) { return fmt::format("{}", fmt::join(lines, ",")); }

// The name that a key starts with.
std::string key_name(std::string_view key) {
  sql::sqlite::Reading words(key, {});
  return words.name().value_or("");
}

std::string names_of(std::string_view keys) {
  Lines names;
  for (const std::string& key : lines_of(keys)) names.push_back(key_name(key));
  return joined(names);
}

Lines answers(db::Connection& connection, const std::string& sql) {
  Lines lines;
  for (const db::Row& row : connection.query(sql, {}).rows) {
    Lines values;
    for (const db::Value& value : row) values.push_back(value.value_or("-"));
    lines.push_back(joined(values));
  }
  return lines;
}

// ---- columns ----

std::string default_of(std::string_view text) {
  const std::string column = "create table x (a default " + std::string(text) + ")";
  const sql::Facts facts = sql::sqlite::facts_of_stored(column, "main");
  if (facts.parsed) {
    return std::get<sql::Exists>(facts.actions.front().claims[1]).stated.front().second;
  }
  return sql::sqlite::canonical(text);  // of an expression, the parentheses are left out
}

Lines columns_by_pragma(db::Connection& connection, const std::string& name) {
  Lines lines;
  const db::Result result = connection.query(
      "SELECT name, type, \"notnull\", dflt_value, hidden FROM pragma_table_xinfo($1)", {name});
  for (const db::Row& row : result.rows) {
    const std::string hidden = *row[4];
    const std::string value = row[3] && hidden == "0" ? default_of(*row[3]) : "";
    lines.push_back(fmt::format("{} type {} not null {} default {} hidden {}", folded(*row[0]),
                                sql::sqlite::canonical(row[1].value_or("")), *row[2], value,
                                hidden));
  }
  return lines;
}

Lines columns_read(const Catalog& catalog, const std::string& name) {
  std::vector<const Object*> columns = catalog.parts(table(name), ElementKind::column);
  std::sort(columns.begin(), columns.end(), [](const Object* a, const Object* b) {
    return std::stoi(std::string(a->get("position"))) < std::stoi(std::string(b->get("position")));
  });
  Lines lines;
  for (const Object* column : columns) {
    const std::string_view generated = column->get("generated_kind");
    lines.push_back(fmt::format("{} type {} not null {} default {} hidden {}", column->element.part,
                                column->get("type"), column->get("not_null") == "true" ? 1 : 0,
                                column->get("default"),
                                generated == "virtual"  ? 2
                                : generated == "stored" ? 3
                                                        : 0));
  }
  return lines;
}

// ---- keys, indexes, foreign keys ----

Lines keys_by_pragma(db::Connection& connection, const std::string& name) {
  Lines lines;
  const Lines primary = answers(connection, "SELECT lower(name) FROM pragma_table_xinfo('" + name +
                                                "') WHERE pk > 0 ORDER BY pk");
  if (!primary.empty()) lines.push_back("primary key " + joined(primary));
  const db::Result unique =
      connection.query("SELECT name FROM pragma_index_list($1) WHERE origin = 'u'", {name});
  for (const db::Row& row : unique.rows) {
    lines.push_back("unique " + joined(answers(connection,
                                               "SELECT lower(name) FROM "
                                               "pragma_index_info('" +
                                                   *row[0] + "') ORDER BY seqno")));
  }
  return lines;
}

Lines keys_read(const Catalog& catalog, const std::string& name) {
  std::set<std::string> lines;  // SQLite makes one index of two equal constraints
  for (const Object* object : catalog.parts(table(name), ElementKind::constraint)) {
    const std::string kind(object->get("kind"));
    if (kind == "primary key" || kind == "unique") {
      lines.insert(kind + " " + names_of(object->get("columns")));
    }
  }
  return {lines.begin(), lines.end()};
}

Lines indexes_by_pragma(db::Connection& connection, const std::string& name) {
  Lines lines;
  const db::Result indexes = connection.query(
      "SELECT name, \"unique\", partial FROM pragma_index_list($1) WHERE origin = 'c'", {name});
  for (const db::Row& row : indexes.rows) {
    const Lines keys = answers(connection,
                               "SELECT coalesce(lower(name), '()'), \"desc\" FROM "
                               "pragma_index_xinfo('" +
                                   *row[0] + "') WHERE key ORDER BY seqno");
    lines.push_back(fmt::format("{} unique {} partial {} keys {}", folded(*row[0]), *row[1],
                                *row[2], joined(keys)));
  }
  return lines;
}

Lines indexes_read(const Catalog& catalog, const std::string& name) {
  Lines lines;
  for (const auto& [element, object] : catalog.all()) {
    const bool of_table = object.get("table") == "main." + sql::sqlite::spelled(name);
    if (object.get("kind") != "index" || !of_table) continue;
    Lines keys;
    for (const std::string& key : lines_of(object.get("keys"))) {
      sql::sqlite::Reading words(key, {});
      words.step();
      const bool expression =
          words.at_symbol("(") || (!words.done() && !words.at("collate") && !words.at("desc"));
      keys.push_back((expression ? "()" : key_name(key)) + (key.ends_with(" desc") ? ",1" : ",0"));
    }
    lines.push_back(fmt::format("{} unique {} partial {} keys {}", element.name,
                                object.get("unique") == "true" ? 1 : 0,
                                object.get("predicate").empty() ? 0 : 1, joined(keys)));
  }
  return lines;
}

Lines foreign_keys_by_pragma(db::Connection& connection, const std::string& name) {
  Lines lines;
  // Where the text names no columns the pragma has NULL; they are those of the primary key.
  const db::Result result = connection.query(
      "SELECT lower(\"table\"), group_concat(lower(\"from\")), "
      "coalesce(group_concat(lower(\"to\")), (SELECT "
      "group_concat(lower(name)) FROM (SELECT name FROM pragma_table_xinfo(\"table\") WHERE pk > 0 "
      "ORDER BY pk))), "
      "lower(on_update), lower(on_delete) FROM (SELECT * FROM pragma_foreign_key_list($1) ORDER BY "
      "id, seq) GROUP BY id",
      {name});
  for (const db::Row& row : result.rows) {
    lines.push_back(fmt::format("{} ({}) -> ({}) update {} delete {}", *row[0], *row[1],
                                row[2].value_or(""), *row[3], *row[4]));
  }
  return lines;
}

Lines foreign_keys_read(const Catalog& catalog, const std::string& name) {
  Lines lines;
  const auto action = [](std::string_view value) { return value.empty() ? "no action" : value; };
  for (const Object* object : catalog.parts(table(name), ElementKind::constraint)) {
    if (object->get("kind") != "foreign key") continue;
    sql::sqlite::Reading words(object->get("references"), {});
    lines.push_back(
        fmt::format("{} ({}) -> ({}) update {} delete {}", words.qualified_name()->name,
                    names_of(object->get("columns")), names_of(object->get("referenced_columns")),
                    action(object->get("on_update")), action(object->get("on_delete"))));
  }
  return lines;
}

Lines flags_by_pragma(db::Connection& connection, const std::string& name) {
  return answers(connection,
                 "SELECT wr, strict FROM pragma_table_list WHERE schema = 'main' AND "
                 "lower(name) = '" +
                     name + "'");
}

Lines flags_read(const Catalog& catalog, const std::string& name) {
  const Object* object = catalog.find(table(name));
  if (object == nullptr) return {};
  return {fmt::format("{},{}", object->get("without_rowid") == "true" ? 1 : 0,
                      object->get("strict") == "true" ? 1 : 0)};
}

const std::vector<std::string>& schemas() {
  static const std::vector<std::string> kSchemas = {
      "create table Users (Id INTEGER PRIMARY KEY AUTOINCREMENT, \"Email\" VARCHAR(255) NOT NULL "
      "UNIQUE, age int default -1 check (age > -2), born date default CURRENT_TIMESTAMP, x real "
      "default (1.5 + 1), y text default 'it''s', z text default \"q\", n default null, t default "
      "true);"
      "create unique index I_Age on Users (age desc, \"Email\" collate nocase) where age > 0;"
      "create index i_expr on users (lower(email), Id);",

      "create table p (a int, b text, primary key (b, a)) without rowid;"
      "create table q (id integer primary key);"
      "create table c (x int, y text, z int references Q, k int, foreign key (y, x) references p "
      "(b, a) on delete set null on update cascade deferrable initially deferred, foreign key (k) "
      "references missing, unique (x, y), unique (y, x), unique (x, y));",

      "create table s (a integer primary key, b int not null, c any, d text generated always as (b "
      "|| 'x') stored, e int as (b + 1)) strict;"
      "create table s2 (a int primary key, b text) strict;"
      "create table s3 (a integer, b text, primary key (a desc)) strict;"
      "create table w (a integer primary key, b any) without rowid, strict;",

      // Changed after it was made.
      "create table t (a int, b text, constraint c check (a > 0), unique (b));"
      "create index i on t (a);"
      "alter table t add column D int not null default 3 references t (a) check (d > 0);"
      "alter table t add e text collate nocase default 'E';"
      "alter table t rename column a to \"New A\";"
      "alter table t rename to \"My Table\";"
      "alter table \"My Table\" drop column e;",

      // Rebuilt.
      "create table u (id integer primary key, v int);"
      "create table r (id integer primary key, u int references u (id));"
      "create table u_new (id integer primary key, v text not null, w int references u_new (id));"
      "insert into u_new (id, v) select id, v from u; drop table u; alter table u_new rename to u;"
      "create index u_v on u (v);",

      "create table [odd \"name\"] ('a b' int, `select` text, \"c\"\"d\" int, /* comment */ key -- "
      "c\n"
      " double precision, 日本 text);"
      "create index \"odd i\" on [odd \"name\"] (`select` desc, 'a b');",

      "create table src (a INTEGER, b TEXT, c REAL, d); create table copy as select a, b, c, d, 1 "
      "as e from src;",
  };
  return kSchemas;
}

TEST(SqliteInspectorContract, SaysWhatThePragmasSay) {
  for (const std::string& schema : schemas()) {
    const auto connection = database(schema);
    const Catalog catalog = inspector().read_all(*connection);
    int tables = 0;
    for (const auto& [element, object] : catalog.all()) {
      if (object.get("kind") != "table") continue;
      ++tables;
      const std::string& name = element.name;
      EXPECT_EQ(flags_read(catalog, name), flags_by_pragma(*connection, name)) << name;
      EXPECT_EQ(columns_read(catalog, name), columns_by_pragma(*connection, name)) << schema;
      EXPECT_THAT(keys_read(catalog, name),
                  UnorderedElementsAreArray(keys_by_pragma(*connection, name)))
          << schema;
      EXPECT_THAT(indexes_read(catalog, name),
                  UnorderedElementsAreArray(indexes_by_pragma(*connection, name)))
          << schema;
      EXPECT_THAT(foreign_keys_read(catalog, name),
                  UnorderedElementsAreArray(foreign_keys_by_pragma(*connection, name)))
          << schema;
    }
    EXPECT_EQ(answers(*connection,
                      "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                      "'sqlite_%'"),
              Lines{std::to_string(tables)});
  }
}

TEST(SqliteInspectorContract, EveryAttributeIsInTheTable) {
  for (const std::string& schema : schemas()) {
    const Catalog catalog = inspector().read_all(*database(schema));
    for (const auto& [element, object] : catalog.all()) {
      for (const auto& [name, value] : object.attributes) {
        EXPECT_NE(catalog::rule_of(element.kind, name), nullptr)
            << sql::name_of(element.kind) << " " << name;
      }
    }
  }
}

// What a script states is what is read of the database that ran it.
TEST(SqliteInspectorContract, ReadsBackWhatAScriptStates) {
  const std::string script =
      "CREATE TABLE IF NOT EXISTS main.\"Users\" (\"id\" INTEGER PRIMARY KEY, mail TEXT NOT NULL "
      "DEFAULT 'x' CHECK (mail <> \"\"), boss INT REFERENCES Users (id) ON DELETE SET NULL) STRICT;"
      "CREATE UNIQUE INDEX IF NOT EXISTS main.I ON Users (lower(\"Mail\"), ID DESC) WHERE ID > 0;"
      "CREATE VIEW IF NOT EXISTS main.V (N) AS SELECT \"Id\" FROM Users WHERE Mail = 'A';"
      "CREATE TRIGGER IF NOT EXISTS main.Trg AFTER DELETE ON Users FOR EACH ROW BEGIN DELETE FROM "
      "users WHERE Boss = OLD.id; END;"
      "CREATE VIRTUAL TABLE IF NOT EXISTS main.S USING fts5(title, tokenize = 'porter');"
      "ALTER TABLE Users ADD COLUMN age INT DEFAULT (1) REFERENCES Users (id);";
  const auto connection = database(script);
  const Catalog catalog = inspector().read_all(*connection);
  Catalog stated;
  for (const sql::Statement& statement : sql::sqlite::reader().split(script).statements) {
    const sql::Facts facts = sql::sqlite::facts_of(statement);
    for (const sql::Claim& claim : facts.actions.front().claims) {
      auto exists = std::get<sql::Exists>(claim);
      if (exists.element.schema.empty()) exists.element.schema = "main";
      stated.add({exists.element, exists.stated});
    }
  }
  for (const catalog::Difference& difference : catalog::differences(stated, catalog)) {
    ADD_FAILURE() << catalog::text_of(difference);
  }
}

TEST(SqliteInspectorContract, ReadsWhatIsOfTheSessionAlone) {
  const auto connection =
      database("CREATE TEMP VIEW tv AS SELECT 1; CREATE TEMP TABLE tt (a REFERENCES b)");
  const Catalog catalog = inspector().read_all(*connection);
  EXPECT_NE(catalog.find({ElementKind::relation, "temp", "tv", ""}), nullptr);
  EXPECT_NE(catalog.find({ElementKind::column, "temp", "tt", "a"}), nullptr);
}

TEST(SqliteInspectorContract, ReadAllLeavesOutWhatIsNobodys) {
  const auto connection = database(
      "create table t (a integer primary key autoincrement, b unique);"
      "create virtual table s using fts5(x); create table s_own (a);"
      "create table dunlin_meta (a); create index dunlin_i on dunlin_meta (a); create table "
      "dunlins "
      "(a); analyze;");
  Lines names;
  const Catalog catalog = inspector().read_all(*connection);
  for (const auto& [element, object] : catalog.all()) {
    if (element.kind == ElementKind::relation) names.push_back(element.name);
  }
  EXPECT_THAT(names, ElementsAre("dunlins", "s", "s_own", "t"));
}

TEST(SqliteInspectorContract, ReadBringsWhatIsOnATable) {
  const auto connection = database(
      "create table Users (id integer primary key, a unique); create index i on users (a);"
      "create trigger g after insert on users begin select 1; end; create table other (a);"
      "create index j on other (a);");
  const std::uint64_t before = connection->messages();
  const Catalog catalog = inspector().read(*connection, {table("users"), table("none", "")});

  EXPECT_EQ(connection->messages() - before, 1u);
  EXPECT_THAT(catalog.search_path, ElementsAre("main"));
  EXPECT_NE(catalog.find(table("users")), nullptr);
  EXPECT_NE(catalog.find(table("i")), nullptr);
  EXPECT_NE(catalog.find(part(ElementKind::column, "users", "a")), nullptr);
  EXPECT_NE(catalog.find(part(ElementKind::constraint, "users", "users_pkey")), nullptr);
  EXPECT_NE(catalog.find(part(ElementKind::trigger, "users", "g")), nullptr);
  EXPECT_EQ(catalog.find(table("other")), nullptr);
  EXPECT_EQ(catalog.find(table("j")), nullptr);
}

TEST(SqliteInspectorContract, ReadFindsIndexesAndTriggersByTheirNames) {
  const auto connection = database(
      "create table t (a); create index \"It's\" on t (a); create trigger G after insert on t "
      "begin "
      "select 1; end;");
  const Catalog catalog =
      inspector().read(*connection, {table("it's", ""), {ElementKind::trigger, "", "", "g"}});

  EXPECT_EQ(catalog.all().size(), 2u);
  EXPECT_NE(catalog.find(table("it's")), nullptr);
  EXPECT_NE(catalog.find(part(ElementKind::trigger, "t", "g")), nullptr);
}

TEST(SqliteInspectorContract, ReadKnowsThePrimaryKeyThatIsReferredTo) {
  const auto connection =
      database("create table p (a primary key); create table c (b references p);");
  const std::uint64_t before = connection->messages();
  const Catalog catalog = inspector().read(*connection, {table("c")});

  EXPECT_EQ(connection->messages() - before, 2u);
  EXPECT_EQ(catalog.find(part(ElementKind::constraint, "c", "c_b_fkey"))->get("referenced_columns"),
            "a");
  EXPECT_EQ(catalog.find(table("p")), nullptr);
}

TEST(SqliteInspectorContract, ManyNamesAreReadAtOnce) {
  const auto connection = database("create table t (a);");
  std::vector<Element> wanted = {table("t")};
  for (int i = 0; i < 5000; ++i) wanted.push_back(table("none_" + std::to_string(i)));

  EXPECT_EQ(inspector().read(*connection, wanted).all().size(), 2u);
}

TEST(SqliteInspectorContract, TemporaryObjectsAreOfTemp) {
  const auto connection = database("create temp table t (a); create temp view v as select 1;");
  const Catalog catalog = inspector().read_all(*connection);

  EXPECT_EQ(catalog.find(table("t", "temp"))->get("persistence"), "temporary");
  EXPECT_EQ(catalog.find(table("v", "temp"))->get("kind"), "view");
}

// ---- the prober ----

catalog::Drawing drawn(db::Connection& connection, std::optional<Element> copied,
                       const Lines& statements) {
  std::vector<sql::Facts> facts;
  for (const std::string& text : statements) {
    sql::Statement statement;
    statement.text = text;
    facts.push_back(sql::sqlite::facts_of(statement));
  }
  catalog::Probe probe{"main", std::move(copied), {}};
  for (std::size_t i = 0; i < statements.size(); ++i) {
    probe.frames.push_back({statements[i], &facts[i].actions.front(), i + 1 == statements.size()});
  }
  return prober().draw(connection, {probe}).front();
}

TEST(SqliteProberContract, ShowsWhatRenamesDoToTexts) {
  const auto connection =
      database("create table t (a int check (a > 0), b int); create index i on t (a);");
  const std::string before = joined(answers(*connection, "select sql from sqlite_master"));
  const auto drawing = drawn(*connection, table("t"),
                             {"alter table t rename column a to z", "alter table t rename to u"});

  ASSERT_EQ(drawing.size(), 2u);
  EXPECT_TRUE(drawing[0].objects.empty());
  EXPECT_EQ(drawing[1].failure, "");
  EXPECT_EQ(drawing[1].objects.find(table("i"))->get("keys"), "z");
  EXPECT_EQ(joined(answers(*connection, "select sql from sqlite_master")), before);
}

TEST(SqliteProberContract, SaysWhyNothingCanBeShown) {
  const auto connection = database("create table t (a int);");

  EXPECT_THAT(drawn(*connection, std::nullopt, {"create table c as select * from t"})[0].failure,
              testing::HasSubstr("no such table: t"));
}

TEST(SqliteProberContract, ShowsTheColumnsOfATableMadeByAQuery) {
  const auto connection = database("create table t (a int);");
  const auto drawing =
      drawn(*connection, table("t"), {"create table c as select a, 1 as b from t"});

  EXPECT_EQ(drawing[0].failure, "");
  EXPECT_EQ(drawing[0].objects.find(part(ElementKind::column, "c", "a"))->get("type"), "int");
  EXPECT_NE(drawing[0].objects.find(part(ElementKind::column, "c", "b")), nullptr);
}

}  // namespace
}  // namespace dunlin::inspect::sqlite
