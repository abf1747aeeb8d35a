#include "execute/sqlite/discipline.h"

#include "execute/sqlite/foreign_keys.h"
#include "sql/sqlite/reader.h"

namespace dunlin::execute::sqlite {

namespace {

class SqliteDiscipline final : public Discipline {
 public:
  // Without effect inside a transaction, so before the first.
  std::string_view prepare() const override { return "PRAGMA foreign_keys = OFF"; }

  // BEGIN IMMEDIATE is the lock, taken anew by each transaction.
  bool try_lock(db::Connection&, std::string_view) const override { return true; }
  void unlock(db::Connection&, std::string_view) const override {}

  bool locks_session() const override { return false; }

  std::string_view begin() const override { return "BEGIN IMMEDIATE"; }

  bool busy(const db::ServerError& error) const override {
    return error.sqlstate.starts_with("SQLITE_BUSY");
  }

  bool transient(const db::ServerError& error) const override {
    return busy(error) || error.sqlstate.starts_with("SQLITE_LOCKED");
  }

  bool already_there(const db::ServerError& error) const override {
    const std::string& message = error.first().message;
    return message.find("already exists") != std::string::npos ||
           message.find("duplicate column name") != std::string::npos;
  }

  bool refused_null(const db::ServerError& error) const override {
    return error.sqlstate == "SQLITE_CONSTRAINT_NOTNULL";
  }

  bool whole_messages() const override { return false; }
  std::string_view schema_version() const override { return "PRAGMA schema_version"; }
  const Locking* locking() const override { return nullptr; }
  const sql::Reader& reader() const override { return sql::sqlite::reader(); }

  std::string_view begin_reading() const override { return "PRAGMA query_only = ON"; }
  std::string_view end_reading() const override { return "PRAGMA query_only = OFF"; }

  std::unique_ptr<Invariant> watch(db::Connection& connection,
                                   std::span<const sql::Statement> statements) const override {
    return watch_foreign_keys(connection, statements);
  }
};

}  // namespace

const Discipline& discipline() {
  static const SqliteDiscipline kDiscipline;
  return kDiscipline;
}

}  // namespace dunlin::execute::sqlite
