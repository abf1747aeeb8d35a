#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "revision/graph.h"
#include "revision/revision.h"

namespace dunlin::revision {

/// A directory of migrations as it was read.
struct Directory {
  std::string path;
  std::vector<Revision> revisions;   ///< by id in byte order
  std::vector<Diagnostic> problems;  ///< errors and warnings, by place

  /// No problem is an error: a Graph can be made of the revisions.
  bool sound() const;
  std::vector<Id> ids() const;
};

/// Reads the folder names and every revision.yaml, and checks what can be checked without SQL:
/// everything that is wrong is in `problems`, each with its place. Throws only
/// Error(kNoDirectory) and Error(kUnreadable) for the directory itself.
Directory read_directory(const Files& files, const std::string& path);

/// The revisions of a sound directory; otherwise throws Error with all its errors.
const std::vector<Revision>& sound_revisions(const Directory& directory);

/// The graph of a sound directory; otherwise throws Error with all its errors. From an rvalue the
/// revisions move into the graph.
Graph graph_of(const Directory& directory);
Graph graph_of(Directory&& directory);

}  // namespace dunlin::revision
