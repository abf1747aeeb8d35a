#include "execute/postgres/discipline.h"

#include <fmt/format.h>

#include <array>

#include "base/checksum.h"
#include "execute/postgres/locking.h"
#include "sql/postgres/reader.h"

namespace dunlin::execute::postgres {

namespace {

template <std::size_t N>
bool one_of(const std::string& sqlstate, const std::array<std::string_view, N>& states) {
  for (const std::string_view state : states) {
    if (sqlstate == state) return true;
  }
  return false;
}

class PostgresDiscipline final : public Discipline {
 public:
  std::string_view prepare() const override { return {}; }

  bool try_lock(db::Connection& connection, std::string_view name) const override {
    const db::Result result =
        connection.run(fmt::format("SELECT pg_catalog.pg_try_advisory_lock({})", lock_key(name)));
    return result.rows.front().front() == "t";
  }

  void unlock(db::Connection& connection, std::string_view name) const override {
    connection.run(fmt::format("SELECT pg_catalog.pg_advisory_unlock({})", lock_key(name)));
  }

  bool locks_session() const override { return true; }

  std::string_view begin() const override { return "BEGIN"; }

  bool busy(const db::ServerError&) const override { return false; }

  // 55P03 lock_timeout or NOWAIT, 40P01 deadlock, 40001 serialization, 57P03 shutting down.
  bool transient(const db::ServerError& error) const override {
    return one_of(error.sqlstate,
                  std::array<std::string_view, 4>{"55P03", "40P01", "40001", "57P03"});
  }

  // table or index, column, object (constraint, type, trigger …), schema, function
  bool already_there(const db::ServerError& error) const override {
    return one_of(error.sqlstate,
                  std::array<std::string_view, 5>{"42P07", "42701", "42710", "42P06", "42723"});
  }

  bool refused_null(const db::ServerError& error) const override {
    return error.sqlstate == "23502";
  }

  bool whole_messages() const override { return true; }
  std::string_view schema_version() const override { return {}; }
  const Locking* locking() const override { return &postgres::locking(); }
  const sql::Reader& reader() const override { return sql::postgres::reader(); }

  // A transaction can become read-only at any time, and the savepoint undoes it.
  std::string_view begin_reading() const override {
    return "SAVEPOINT dunlin_verify; SET TRANSACTION READ ONLY";
  }
  std::string_view end_reading() const override {
    return "ROLLBACK TO SAVEPOINT dunlin_verify; RELEASE SAVEPOINT dunlin_verify";
  }

  std::unique_ptr<Invariant> watch(db::Connection&,
                                   std::span<const sql::Statement>) const override {
    return nullptr;
  }
};

}  // namespace

// Advisory locks are numbers, one space per database: 60 bits of a digest of the name.
std::string lock_key(std::string_view name) {
  return std::to_string(
      std::stoll(sha256(fmt::format("dunlin lock {}", name)).substr(0, 15), nullptr, 16));
}

const Discipline& discipline() {
  static const PostgresDiscipline kDiscipline;
  return kDiscipline;
}

}  // namespace dunlin::execute::postgres
