#include "plan/segments.h"

namespace dunlin::plan {

std::vector<Segment> segments_of(const std::vector<sql::Statement>& statements,
                                 revision::TransactionMode mode, std::size_t first) {
  return segments_of(statements, mode, first, {}, {});
}

std::vector<Segment> segments_of(const std::vector<sql::Statement>& statements,
                                 revision::TransactionMode mode, std::size_t first,
                                 const std::vector<Judgement>& judgements,
                                 const std::vector<char>& cuts) {
  using Kind = Segment::Kind;
  std::vector<Segment> segments;
  for (std::size_t i = first; i < statements.size(); ++i) {
    const bool skipped = !judgements.empty() && judgements[i].verdict == Verdict::skip;
    // Many rows are all done or none: half of them done could not be told from none.
    const bool off = mode == revision::TransactionMode::off && statements[i].count == 1;
    const bool alone = !skipped && (statements[i].alone || off);
    const bool cut = !cuts.empty() && cuts[i] != 0;
    const bool joins = !alone && !cut && !segments.empty() &&
                       segments.back().kind == Kind::transaction &&
                       statements[i - 1].group == statements[i].group;
    if (joins) {
      ++segments.back().count;
    } else {
      segments.push_back({alone ? Kind::alone : Kind::transaction, i, 1});
    }
  }
  if (segments.empty()) segments.push_back({Kind::transaction, first, 0});
  return segments;
}

}  // namespace dunlin::plan
