#include "plan/segments.h"

namespace dunlin::plan {

std::vector<Segment> segments_of(const std::vector<sql::Statement>& statements,
                                 revision::TransactionMode mode, std::size_t first) {
  using Kind = Segment::Kind;
  std::vector<Segment> segments;
  for (std::size_t i = first; i < statements.size(); ++i) {
    const bool alone = statements[i].alone || mode == revision::TransactionMode::off;
    const bool joins = !alone && !segments.empty() && segments.back().kind == Kind::transaction &&
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
