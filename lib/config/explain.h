#pragma once

#include <string>
#include <vector>

#include "config/settings.h"

namespace dunlin::config {

/// One effective setting, for `dunlin config explain`.
struct Explained {
  std::string key;     ///< as dunlin.yaml spells it: `timeouts.lock`
  std::string value;   ///< redacted
  std::string origin;  ///< `flag --url`, `DUNLIN_ENV`, `dunlin.yaml:7:11`, `default`
};

/// Every setting that holds for this run, in the order of the file's documentation. Settings that
/// are neither given nor have a default are left out. Fetches nothing.
std::vector<Explained> explain(const Config& config, const Settings& settings);

}  // namespace dunlin::config
