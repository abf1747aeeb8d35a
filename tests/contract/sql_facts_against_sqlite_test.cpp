// What our recognizer says of a statement, beside what SQLite's authorizer is asked when it
// compiles that statement.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <string>

#include "sql/sqlite/facts.h"
#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/name.h"

namespace dunlin::sql::sqlite {
namespace {

using testing::ContainerEq;
using testing::IsSubsetOf;

using Names = std::set<std::string>;

/// What a statement does, as `create t`, `drop t`, `alter t`, `change t`; and what it reads.
struct Deeds {
  Names done;
  Names read;
  bool schema = false;
};

class Database {
 public:
  Database() {
    sqlite3* raw = nullptr;
    if (sqlite3_open(":memory:", &raw) != SQLITE_OK) throw std::runtime_error("cannot open");
    handle_.reset(raw);
  }

  /// Runs it, and returns what the authorizer heard while it was compiled.
  Deeds run(const std::string& sql) {
    deeds_ = {};
    sqlite3_set_authorizer(handle_.get(), &Database::hear, this);
    sqlite3_stmt* raw = nullptr;
    const int prepared = sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &raw, nullptr);
    sqlite3_set_authorizer(handle_.get(), nullptr, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, &sqlite3_finalize);
    EXPECT_EQ(prepared, SQLITE_OK) << sql << ": " << sqlite3_errmsg(handle_.get());
    int state = SQLITE_DONE;
    while (raw != nullptr && (state = sqlite3_step(raw)) == SQLITE_ROW) {
    }
    EXPECT_EQ(state, SQLITE_DONE) << sql << ": " << sqlite3_errmsg(handle_.get());
    // A statement on the schema changes rows to do so.
    if (deeds_.schema) std::erase_if(deeds_.done, [](const auto& it) { return it[1] == 'h'; });
    if (deeds_.schema && !sql.starts_with("create table")) deeds_.read.clear();
    return deeds_;
  }

 private:
  static int hear(void* database, int code, const char* first, const char* second, const char*,
                  const char* inside) {
    if (inside != nullptr) return SQLITE_OK;  // a trigger that fires, or a view that is read

    auto& deeds = static_cast<Database*>(database)->deeds_;
    const std::string name = folded(first == nullptr ? "" : first);
    const std::string other = folded(second == nullptr ? "" : second);
    if (name.starts_with("sqlite_")) return SQLITE_OK;  // what SQLite keeps for itself
    switch (code) {
      case SQLITE_CREATE_TABLE:
      case SQLITE_CREATE_TEMP_TABLE:
      case SQLITE_CREATE_VIEW:
      case SQLITE_CREATE_TEMP_VIEW:
      case SQLITE_CREATE_INDEX:
      case SQLITE_CREATE_TEMP_INDEX:
      case SQLITE_CREATE_VTABLE:
        deeds.schema = true;
        deeds.done.insert("create " + name);
        break;
      case SQLITE_CREATE_TRIGGER:
      case SQLITE_CREATE_TEMP_TRIGGER:
        deeds.schema = true;
        deeds.done.insert("create " + other + "." + name);
        break;
      case SQLITE_DROP_TABLE:
      case SQLITE_DROP_TEMP_TABLE:
      case SQLITE_DROP_VIEW:
      case SQLITE_DROP_TEMP_VIEW:
      case SQLITE_DROP_INDEX:
      case SQLITE_DROP_TEMP_INDEX:
      case SQLITE_DROP_VTABLE:
        deeds.schema = true;
        deeds.done.insert("drop " + name);
        break;
      case SQLITE_DROP_TRIGGER:
      case SQLITE_DROP_TEMP_TRIGGER:
        deeds.schema = true;
        deeds.done.insert("drop ." + name);
        break;
      case SQLITE_ALTER_TABLE:
        deeds.schema = true;
        deeds.done.insert("alter " + other);
        break;
      case SQLITE_INSERT:
      case SQLITE_UPDATE:
      case SQLITE_DELETE:
        deeds.done.insert("change " + name);
        break;
      case SQLITE_READ:
        if (!name.empty()) deeds.read.insert(name);
        break;
      default:
        break;
    }
    return SQLITE_OK;
  }

  struct Closer {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };

  std::unique_ptr<sqlite3, Closer> handle_;
  Deeds deeds_;
};

Deeds told(const std::string& sql) {
  Statement statement;
  statement.text = sql;
  const Facts facts = facts_of(statement);
  EXPECT_TRUE(facts.parsed) << sql;
  Deeds deeds;
  for (const Effect& effect : facts.actions.front().effects) {
    const Element& element = effect.element;
    const bool column = element.kind == ElementKind::column;
    const std::string name = element.kind == ElementKind::trigger
                                 ? element.name + "." + element.part
                                 : element.name.str();
    switch (effect.access) {
      case Access::create:
        deeds.done.insert((column ? "alter " : "create ") + name);
        deeds.read.insert(name);  // by its own checks
        break;
      case Access::drop:
        deeds.done.insert((column ? "alter " : "drop ") + name);
        break;
      case Access::rename:
        deeds.done.insert("alter " + name);
        break;
      case Access::change:
        deeds.done.insert("change " + name);
        deeds.read.insert(name);
        break;
      case Access::read:
        deeds.read.insert(name);
        break;
    }
  }
  return deeds;
}

// One after the other on one database.
const std::vector<std::string>& statements() {
  static const std::vector<std::string> kStatements = {
      "create table Users (id integer primary key, \"Email\" text, age int check (age > 0))",
      "create table if not exists main.[Orders] (id integer primary key autoincrement, user_id int "
      "references Users (id) on delete cascade, note text default \"x\", unique (user_id, id)) "
      "strict",
      "create temp table Scratch as select u.id from users u join main.orders o on o.user_id = "
      "u.id",
      "create table pairs (a text, b int, primary key (b, a)) without rowid",
      "create unique index I_Email on users (email collate nocase desc) where email is not null",
      "create index main.i_lower on users (lower(email), age)",
      "create index temp.i_scratch on scratch (id)",
      "create view V as with x as (select id from users) select * from x, orders",
      "create temporary view tv (n) as select count(*) from main.users",
      "create virtual table Search using fts5 (title, body)",
      "create trigger T_ins after insert on Users for each row when new.age > 1 begin insert into "
      "orders (user_id) values (new.id); update users set age = 2 where id = new.id; end",
      "create trigger v_ins instead of insert on v begin delete from pairs; end",
      "create temp trigger tt before update of age on main.users begin select 1; end",
      "insert into users (id, email) values (1, 'a'), (2, 'b') on conflict (id) do update set age "
      "= 3",
      "replace into pairs select email, id from users where id in (select user_id from orders)",
      "with x (n) as (select max(id) from orders) insert or ignore into pairs (a, b) select 'n', n "
      "from x where n is not null",
      "update users set (email, age) = ('c', 4) where exists (select 1 from pairs)",
      "update or ignore pairs set b = u.age from users as u where u.email = pairs.a",
      "delete from pairs where a not in (select email from users where email is not null)",
      "select * from users left join (orders join pairs) on 1 where users.id is distinct from 1",
      "values ((select count(*) from pairs))",
      "alter table users add column Born date not null default '2000-01-01'",
      "alter table users rename column age to years",
      "drop trigger v_ins",
      "drop view v",
      "drop trigger if exists tt",
      "drop trigger t_ins",
      "alter table pairs rename to \"My Pairs\"",
      "alter table users drop column born",
      "drop index i_email",
      "drop view tv",
      "drop table search",
      "drop table if exists temp.scratch",
      "pragma foreign_keys = off",
      "pragma main.user_version = 7",
      "analyze",
      "reindex users",
      "explain select 1",
      "attach ':memory:' as other",
      "detach other",
      "vacuum",
  };
  return kStatements;
}

TEST(SqliteFactsContract, NameWhatTheAuthorizerHears) {
  Database database;
  for (const std::string& sql : statements()) {
    const Deeds ours = told(sql);
    const Deeds heard = database.run(sql);
    EXPECT_THAT(ours.done, ContainerEq(heard.done)) << sql;
    // A view is expanded before anything is read, and an unused table never is.
    Names views = {"v", "tv"};
    views.insert(ours.read.begin(), ours.read.end());
    EXPECT_THAT(heard.read, IsSubsetOf(views)) << sql;
  }
}

TEST(SqliteFactsContract, EveryKindIsAsked) {
  Names asked;
  for (const std::string& sql : statements()) {
    for (const Kind& kind : kinds()) {
      Facts facts;
      facts.actions.emplace_back();
      if (kind.read(Reading(sql, {}), facts)) {
        asked.insert(std::string(kind.name));
        break;
      }
    }
  }
  for (const Kind& kind : kinds()) EXPECT_TRUE(asked.contains(std::string(kind.name))) << kind.name;
}

}  // namespace
}  // namespace dunlin::sql::sqlite
