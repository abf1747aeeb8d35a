#pragma once

#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "catalog/probe.h"
#include "plan/timeline.h"

namespace dunlin::plan {

/// Adds the elements whose catalog entries decide about an action: owners, not parts.
void add_needs(const sql::Action& action, std::set<sql::Element>& needed);

/// A probe, and the act behind each of its frames.
struct Question {
  catalog::Probe probe;
  std::vector<std::size_t> acts;
};

/// What the database has to spell so that the acts can be compared with what is live: for each
/// table, view, function or type that is there and that the route shapes, its acts in order.
/// `text_of` is the statement of an act.
std::vector<Question> questions_of(const std::vector<Act>& acts, const Timeline& timeline,
                                   const catalog::Catalog& live,
                                   const std::function<std::string_view(const Act&)>& text_of);

}  // namespace dunlin::plan
