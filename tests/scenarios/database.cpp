#include "database.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <string_view>

#include "support/postgres_cluster.h"

namespace dunlin::scenario {
namespace {

using SqliteHandle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using SqliteStatement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;
using PostgresSession = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using PostgresResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// The path in `sqlite:///relative`, `sqlite:////absolute` or `sqlite:path`.
std::string sqlite_path(std::string_view url, const std::string& directory) {
  url.remove_prefix(std::string_view("sqlite:").size());
  if (url.starts_with("///")) url.remove_prefix(3);
  url = url.substr(0, url.find('?'));
  return url.starts_with('/') ? std::string(url) : directory + "/" + std::string(url);
}

SqliteHandle open_sqlite(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(path.c_str(), &opened);
  SqliteHandle handle(opened, &sqlite3_close);
  if (code != SQLITE_OK) throw SqlError(path + ": " + sqlite3_errmsg(opened));
  sqlite3_busy_timeout(opened, 10'000);
  return handle;
}

std::string sqlite_row(sqlite3_stmt* statement) {
  std::string row;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
    row.append(i == 0 ? "" : "\t").append(text == nullptr ? "NULL" : text);
  }
  return row + "\n";
}

std::string run_sqlite(const std::string& path, const std::string& sql) {
  const SqliteHandle database = open_sqlite(path);
  std::string rows;
  for (const char* rest = sql.c_str(); *rest != '\0';) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database.get(), rest, -1, &prepared, &rest) != SQLITE_OK) {
      throw SqlError(sqlite3_errmsg(database.get()));
    }
    const SqliteStatement statement(prepared, &sqlite3_finalize);
    if (sqlite3_column_count(prepared) > 0) rows.clear();
    int code = SQLITE_OK;
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW) rows += sqlite_row(prepared);
    if (prepared != nullptr && code != SQLITE_DONE) throw SqlError(sqlite3_errmsg(database.get()));
  }
  return rows;
}

std::string postgres_rows(const PGresult* result) {
  std::string rows;
  for (int i = 0; i < PQntuples(result); ++i) {
    for (int k = 0; k < PQnfields(result); ++k) {
      const bool is_null = PQgetisnull(result, i, k) != 0;
      rows.append(k == 0 ? "" : "\t").append(is_null ? "NULL" : PQgetvalue(result, i, k));
    }
    rows += "\n";
  }
  return rows;
}

std::string run_postgres(const std::string& url, const std::string& sql) {
  const PostgresSession session(PQconnectdb(url.c_str()), &PQfinish);
  if (PQstatus(session.get()) != CONNECTION_OK) throw SqlError(PQerrorMessage(session.get()));
  PQsetNoticeProcessor(
      session.get(), [](void*, const char*) {}, nullptr);
  const PostgresResult result(PQexec(session.get(), sql.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
    throw SqlError(PQerrorMessage(session.get()));
  }
  return postgres_rows(result.get());
}

class SqliteFile : public Database {
 public:
  explicit SqliteFile(const std::string& stem) : name_(stem + ".db") {}

  std::string url() const override { return "sqlite:///" + name_; }
  std::string name() const override { return name_; }

 private:
  std::string name_;
};

class PostgresDatabase : public Database {
 public:
  PostgresDatabase() : database_(test::PostgresServer::shared().database()) {}

  std::string url() const override { return database_.url(); }
  std::string name() const override { return database_.name(); }

 private:
  test::TestDatabase database_;
};

}  // namespace

std::string run_sql(const std::string& url, const std::string& directory, const std::string& sql) {
  if (url.starts_with("sqlite:")) return run_sqlite(sqlite_path(url, directory), sql);
  return run_postgres(url, sql);
}

std::unique_ptr<Database> fresh_database(const std::string& kind, const std::string& stem) {
  if (kind == "sqlite") return std::make_unique<SqliteFile>(stem);
  return std::make_unique<PostgresDatabase>();
}

}  // namespace dunlin::scenario
