#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "revision/revision.h"

namespace dunlin::revision {

/// The two halves of a folder's name. What follows the first `__` is the slug; the id before it
/// is percent-decoded.
struct FolderName {
  Id id;
  std::string slug;

  friend bool operator==(const FolderName&, const FolderName&) = default;
};

/// Nothing for a name with a percent sign that begins no `%XX`. The id may still be one that
/// cannot be (id_problem).
std::optional<FolderName> read_folder_name(std::string_view name);

/// The name that reads back as this id and slug: `/`, `%`, control characters, a leading dot and
/// `__` inside the id are percent-encoded, everything else stays byte for byte.
std::string folder_name(std::string_view id, std::string_view slug);

/// The message as a slug: ASCII letters and digits in lower case, words joined by `_`, at most 40
/// characters, cut between words where there is more than one.
std::string slugify(std::string_view message);

}  // namespace dunlin::revision
