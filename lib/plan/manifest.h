#pragma once

#include <optional>
#include <string>

#include "plan/plan.h"

namespace dunlin::plan {

/// A plan as text that can be kept and compared: every step, segment and statement with its
/// decision and the checksum of what would be sent, a line each. Two plans that would do the same
/// have the same text.
std::string manifest_of(const Plan& plan);

/// The first line in which two manifests differ, as `kept` and `now`; nothing when they are the
/// same.
struct ManifestDifference {
  std::string kept;
  std::string now;
};
std::optional<ManifestDifference> difference_of(const std::string& kept, const std::string& now);

}  // namespace dunlin::plan
