#pragma once

#include <chrono>
#include <map>
#include <span>
#include <string>

#include "base/files.h"
#include "revision/reader.h"
#include "revision/revision.h"

namespace dunlin::revision {

/// The revision.yaml that reads back as `revision`: `parents`, and what differs from the default.
std::string revision_file(const Revision& revision);

/// `now` in UTC as 14 digits, `20261120091502`; later by as many seconds as it takes to be greater
/// than every id of 14 digits in `existing`.
Id new_id(std::chrono::system_clock::time_point now, std::span<const Id> existing);

/// Writes the folder of a new revision whole (`scripts`: name to text), then HEADS. Everything is
/// checked before anything is written; throws Error with every problem: an id that cannot be one,
/// is reserved or taken (also in other case), parents or dependencies nobody has, labels in use.
/// `revision.folder` does not count. Returns the path of the folder.
std::string write_revision(Files& files, const Directory& directory, const Revision& revision,
                           const std::map<std::string, std::string>& scripts);

/// Rewrites HEADS for the revisions of a sound directory, whatever it held.
void write_heads(Files& files, const Directory& directory);

}  // namespace dunlin::revision
