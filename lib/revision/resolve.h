#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "revision/graph.h"
#include "revision/target.h"

namespace dunlin::revision {

/// The revisions that `target` means, by index, where `applied` are applied; none: the empty
/// state below every base.
///
/// Errors name the candidates: kUnknownTarget, kAmbiguousTarget, kSeveralHeads,
/// kUnreachableTarget. `-N` and `^` without a meaning outside of downgrade are kBadTarget.
std::vector<std::size_t> resolve(const Graph& graph, const Selection& applied,
                                 const Target& target);

/// The same as ids.
std::vector<Id> resolved(const Graph& graph, const Selection& applied, const Target& target);

/// The one revision that a name means: an id, else a label, else a slug, else the beginning of
/// an id or label, 4 characters or more.
std::size_t resolve_name(const Graph& graph, std::string_view name);

/// The revisions on the way from one end of the range to the other, both included. An open end is
/// the bases, or the heads. Throws Error(kUnreachableTarget) when the ends are not on one line.
std::vector<Id> resolve_range(const Graph& graph, const Selection& applied, const Range& range);

}  // namespace dunlin::revision
