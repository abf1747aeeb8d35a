#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dunlin::scenario {

/// One file of an archive. Its bytes end with a line feed, unless it is empty.
struct ArchiveFile {
  std::string name;
  std::string bytes;

  friend bool operator==(const ArchiveFile&, const ArchiveFile&) = default;
};

/// A text that holds files: what stands before the first `-- NAME --` line is the script, and each
/// such line begins a file. Printing a parsed archive gives the same text again.
struct Archive {
  std::string script;
  std::vector<ArchiveFile> files;

  /// The file of that name, or null.
  ArchiveFile* find(std::string_view name);
};

Archive parse_archive(std::string_view text);
std::string to_text(const Archive& archive);

}  // namespace dunlin::scenario
