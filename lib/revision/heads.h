#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "revision/revision.h"

namespace dunlin::revision {

/// The file of a directory that names its heads. It is rewritten with every new revision, so that
/// two branches from one parent conflict in git.
inline constexpr std::string_view kHeadsFile = "HEADS";

/// What HEADS said.
struct Heads {
  std::vector<Id> ids;      ///< as they stood
  bool conflicted = false;  ///< git left its conflict markers

  /// The same set, and no conflict.
  bool agrees_with(const std::vector<Id>& heads) const;
};

/// One id per line, a blank line between: git merges neighbouring lines only as a conflict, and
/// distant ones not at all.
std::string heads_file(std::vector<Id> heads);

/// Reads whatever HEADS holds: CRLF, blank lines and conflict markers too.
Heads read_heads(std::string_view text);

}  // namespace dunlin::revision
