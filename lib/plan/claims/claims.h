#pragma once

#include "plan/evidence.h"

namespace dunlin::plan::claims {

/// The place of a claim: whose claim it is, and where in the life of its element.
struct Place {
  std::size_t act;
  Standpoint at;
};

Evidence exists(const Witness& witness, const Place& place, const sql::Exists& claim);
Evidence gone(const Witness& witness, const Place& place, const sql::Gone& claim);
Evidence renamed(const Witness& witness, const Place& place, const sql::Renamed& claim);
Evidence set(const Witness& witness, const Place& place, const sql::Set& claim);
Evidence valid(const Witness& witness, const Place& place, const sql::Valid& claim);
Evidence label(const Witness& witness, const Place& place, const sql::Label& claim);

/// The name most like this one among the live elements of its kind, for a hint; may be empty. Asks
/// the database where it is no part of something that was read.
std::string near_names(const Witness& witness, const sql::Element& element);

}  // namespace dunlin::plan::claims
