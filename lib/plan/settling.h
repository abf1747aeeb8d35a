#pragma once

#include <vector>

#include "catalog/catalog.h"
#include "catalog/probe.h"

namespace dunlin::plan {

/// Expressions are not spelled alike by what was made today and by what went through a dump: the
/// drawn and the live objects that differ in one, each pair behind the other. Both are to be
/// settled (inspect::Prober::settled) before they are called different.
std::vector<catalog::Object> disputed(const catalog::Catalog& live,
                                      const std::vector<catalog::Drawing>& drawings);

/// Puts the settled objects, in the order of disputed(), in the place of those they were made of.
void settle(const std::vector<catalog::Object>& settled, catalog::Catalog& live,
            std::vector<catalog::Drawing>& drawings);

}  // namespace dunlin::plan
