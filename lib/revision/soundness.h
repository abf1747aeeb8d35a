#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "revision/revision.h"

namespace dunlin::revision {

/// Something that revisions say and that cannot be, or should not: which of them, under which
/// key and which item of it. The reader turns it into a place.
struct Finding {
  Code code;
  Severity severity = Severity::error;
  std::size_t revision = 0;   ///< position in the list
  std::string_view key = {};  ///< of revision.yaml, or empty: the folder
  std::size_t item = 0;       ///< from 0
  std::string message = {};
  std::string hint = {};
  std::vector<std::string> notes = {};
};

/// Everything that is wrong between the revisions of a list: ids and labels used twice, parents
/// and dependencies nobody has, circles (errors); ids that differ only in case, edges that
/// others imply (warnings). By position in the list.
std::vector<Finding> findings(std::span<const Revision> revisions);

/// The name that the finding is about, in the list of `revision` under its key; nullptr: none.
const std::string* named_by(const Finding& finding, const Revision& revision);

/// What of an id forbids it, or nothing: empty, over 200 characters, control characters, not
/// UTF-8.
std::string id_problem(std::string_view id);

Diagnostic diagnostic_of(const Finding& finding, Place place);

}  // namespace dunlin::revision
