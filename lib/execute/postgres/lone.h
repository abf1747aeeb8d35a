#pragma once

#include <string>

#include "sql/facts.h"
#include "sql/statement.h"

namespace dunlin::execute::postgres {

/// Whether a statement of a segment without a transaction cannot have one: the server refuses it
/// there, or it may commit by itself. Any other commits together with the ledger's word of it.
bool must_be_bare(const sql::Statement& statement, const sql::Facts& facts);

/// What a script must look up before such a statement, for psql: where psql's variable dunlin_begun
/// is on an earlier run began it and was cut off, and the catalog tells how that went. Switches
/// dunlin_now off where it was done; removes what an interrupted build left behind; ends the script
/// where nobody can tell. `title` names the statement. May be empty.
std::string lookup_before(const sql::Facts& facts, const std::string& title);

}  // namespace dunlin::execute::postgres
