#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/duration.h"
#include "db/connection.h"
#include "execute/locking.h"
#include "sql/reader.h"
#include "sql/statement.h"

namespace dunlin::execute {

/// Something that must hold at the end of a transaction as it did at its start.
class Invariant {
 public:
  Invariant() = default;
  Invariant(const Invariant&) = delete;
  Invariant& operator=(const Invariant&) = delete;
  virtual ~Invariant() = default;

  /// Throws Error when it no longer holds.
  virtual void check() = 0;
};

/// What running a plan must do differently on each kind of database.
class Discipline {
 public:
  Discipline() = default;
  Discipline(const Discipline&) = delete;
  Discipline& operator=(const Discipline&) = delete;
  virtual ~Discipline() = default;

  /// Settings of the session before the first statement of a run; may be empty.
  virtual std::string_view prepare() const = 0;

  /// One try at the lock of `name`, without waiting in the server. Held by the session until
  /// unlock() or its end. Always true where every transaction takes a lock of its own.
  virtual bool try_lock(db::Connection& connection, std::string_view name) const = 0;
  virtual void unlock(db::Connection& connection, std::string_view name) const = 0;

  /// Whether the session holds the lock between transactions, so that nobody else moves the ledger.
  virtual bool locks_session() const = 0;

  /// The statement that opens a transaction which may write.
  virtual std::string_view begin() const = 0;

  /// Whether an error only says that somebody else is in the way: nothing happened, try again.
  virtual bool busy(const db::ServerError& error) const = 0;

  /// Whether an error is the world's and not the revision's: a lock, a deadlock.
  virtual bool transient(const db::ServerError& error) const = 0;

  /// Whether an error says that what a statement makes is there already.
  virtual bool already_there(const db::ServerError& error) const = 0;

  /// Whether an error is the violation of NOT NULL by which the ledger refuses a stale write.
  virtual bool refused_null(const db::ServerError& error) const = 0;

  /// Whether several statements may travel in one message, the server telling which one failed.
  virtual bool whole_messages() const = 0;

  /// A query whose answer is another one after each change of the schema, whoever made it; empty
  /// where there is none. SQLite counts them in the header of the file.
  virtual std::string_view schema_version() const = 0;

  /// How it hands out locks on tables; nullptr where each transaction has the whole database.
  virtual const Locking* locking() const = 0;

  /// How its SQL is read.
  virtual const sql::Reader& reader() const = 0;

  /// Puts verification into a state in which nothing can be written, and back.
  virtual std::string_view begin_reading() const = 0;
  virtual std::string_view end_reading() const = 0;

  /// What must not change by these statements, or nothing. Called inside their transaction,
  /// before the first of them.
  virtual std::unique_ptr<Invariant> watch(db::Connection& connection,
                                           std::span<const sql::Statement> statements) const = 0;
};

}  // namespace dunlin::execute
