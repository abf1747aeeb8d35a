#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "revision/revision.h"

namespace dunlin::revision {

inline constexpr std::string_view kRevisionFile = "revision.yaml";

/// A line and column of a revision.yaml whose path is known.
struct Spot {
  std::size_t line = 0;
  std::size_t column = 0;
};

/// Where the items stand that other revisions have a say in.
struct Spots {
  std::vector<Spot> parents;
  std::vector<Spot> depends_on;
  std::vector<Spot> labels;
  std::vector<Spot> replaces;

  /// Of item `item` under `key`; nothing known: {0, 0}.
  Spot at(std::string_view key, std::size_t item) const;
};

/// Reads the text of `path`, a revision.yaml, into `revision`. Strict: every unknown or doubled
/// key, every value of a wrong kind is a problem (kBadRevision) with its place; the other keys
/// count nevertheless.
void read_revision(std::string_view text, const std::string& path, Revision& revision,
                   std::vector<Diagnostic>& problems);

/// Where the items stand in such a text.
Spots spots_in(std::string_view text, const std::string& path);

/// Whether `text` can be the checksum of a script: 64 hexadecimal digits, perhaps behind the name
/// of the algorithm and a colon.
bool is_checksum(std::string_view text);

}  // namespace dunlin::revision
