#pragma once

#include <vector>

#include "plan/plan.h"

namespace dunlin::plan {

/// Cuts the statements from `first` on into segments: a statement that cannot run in a transaction
/// block stands alone, each BEGIN … COMMIT group has a transaction of its own, and with
/// TransactionMode::off every statement stands alone, but for one that stands for many rows. At
/// least one segment.
std::vector<Segment> segments_of(const std::vector<sql::Statement>& statements,
                                 revision::TransactionMode mode, std::size_t first = 0);

/// The same with what the planner knows: a skipped statement needs no segment of its own, and
/// before each statement of `cuts` (one flag each) the transaction ends.
std::vector<Segment> segments_of(const std::vector<sql::Statement>& statements,
                                 revision::TransactionMode mode, std::size_t first,
                                 const std::vector<Judgement>& judgements,
                                 const std::vector<char>& cuts);

}  // namespace dunlin::plan
