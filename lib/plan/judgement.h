#pragma once

#include <vector>

#include "catalog/catalog.h"
#include "plan/decision.h"
#include "plan/evidence.h"
#include "sql/reader.h"

namespace dunlin::plan {

/// What becomes of a statement by the decisions about its actions: what is there already is cut
/// out, what is half there is finished first, and what the rest costs on tables that are live.
Judgement judgement_of(const sql::Reader& reader, const sql::Statement& statement,
                       const sql::Facts& facts, const catalog::Catalog& live,
                       std::vector<Decision> actions, const std::vector<Evidence>& evidence);

/// A flag for each statement: before it the transaction must end, because it uses an enum label
/// that one before it adds (PostgreSQL refuses that within a transaction, 55P04).
std::vector<char> label_cuts(const std::vector<sql::Facts>& facts,
                             const std::vector<Judgement>& judgements);

}  // namespace dunlin::plan
