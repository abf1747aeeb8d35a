#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/check.h"
#include "catalog/probe.h"
#include "db/connection.h"

namespace dunlin::inspect {

/// Reads a live database into catalog values. Changes nothing, holds no lock afterwards. Throws
/// what the connection throws.
class Inspector {
 public:
  Inspector() = default;
  Inspector(const Inspector&) = delete;
  Inspector& operator=(const Inspector&) = delete;
  virtual ~Inspector() = default;

  /// What is there of these elements, with everything that is part of them: asking for a relation
  /// brings its columns, constraints, indexes, triggers, policies and rules; asking for a function
  /// without a list of types, or for one of them, every overload of that name. A name without a
  /// schema is looked for in all of the search path, and the same name as another kind of object
  /// is read too. A few round trips, however many elements: one where nothing of them is there.
  virtual catalog::Catalog read(db::Connection& connection,
                                const std::vector<sql::Element>& wanted) const = 0;

  /// The names that things of the same sort have in the same schema, or, where the element has
  /// none, on the search path: a relation's, a type's, a function's, a schema's, a trigger's where
  /// its table is not named. Of other kinds, and of what was read with its relation, none. One
  /// statement.
  virtual std::vector<std::string> names_beside(db::Connection& connection,
                                                const sql::Element& element) const = 0;

  /// Everything but what the system, extensions and dunlin itself own.
  virtual catalog::Catalog read_all(db::Connection& connection) const = 0;
};

/// Lets the database spell shapes. Everything is rolled back; no lock stays.
class Prober {
 public:
  Prober() = default;
  Prober(const Prober&) = delete;
  Prober& operator=(const Prober&) = delete;
  virtual ~Prober() = default;

  /// The answers in the order of the probes. What cannot be drawn says why; only a lost connection
  /// or a cancel is thrown. Works inside an open transaction or opens one of its own.
  virtual std::vector<catalog::Drawing> draw(db::Connection& connection,
                                             const std::vector<catalog::Probe>& probes) const = 0;

  /// The objects with their expressions as the database spells them once they were written down and
  /// read again until that changes nothing: what is left of them after a dump and its restoring.
  /// Where drawn and live differ in an expression, both are compared in this form. What cannot be
  /// read again stays as it is; so does everything where one reading is enough.
  virtual std::vector<catalog::Object> settled(db::Connection& connection,
                                               const std::vector<catalog::Object>& objects) const {
    (void)connection;
    return objects;
  }
};

/// Asks whether what a plan needs is so. Reads rows, too: what it would wait long for stays
/// unknown.
class Examiner {
 public:
  Examiner() = default;
  Examiner(const Examiner&) = delete;
  Examiner& operator=(const Examiner&) = delete;
  virtual ~Examiner() = default;

  /// The answers in the order of the checks. One message for all about rights, one for all about
  /// users, and one for each that is about rows. Only a lost connection or a cancel is thrown.
  /// Nothing is changed.
  virtual std::vector<catalog::Answer> examine(db::Connection& connection,
                                               const std::vector<catalog::Check>& checks) const = 0;
};

}  // namespace dunlin::inspect
