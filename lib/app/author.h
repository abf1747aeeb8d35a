#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "revision/revision.h"

namespace dunlin::app {

struct InitRequest {
  std::string project;             ///< empty: the folder's name
  std::optional<std::string> url;  ///< for the development environment
};

/// Writes dunlin.yaml and the directory of revisions, and returns the paths written. Throws
/// Error(kAlreadyInitialised) and writes nothing when there is one.
std::vector<std::string> init(Context& context, const InitRequest& request);

struct NewRequest {
  std::string message;
  std::optional<std::string> id;     ///< instead of the time
  std::vector<std::string> parents;  ///< targets; empty: the one head
  bool base = false;                 ///< no parent
  std::vector<std::string> labels;
  std::vector<std::string> depends_on;  ///< targets
  bool per_dialect = false;             ///< a pair of scripts for each kind of database
};

struct Written {
  revision::Revision revision;
  std::vector<std::string> paths;  ///< files and folders written
};

/// Writes a revision and HEADS; validates everything before. Throws kSeveralHeads when there is
/// more than one head and no parent was named.
Written create_revision(Context& context, const NewRequest& request);

struct MergeRequest {
  std::vector<std::string> heads;  ///< targets; empty: all
  std::string message;             ///< empty: made from the slugs
};

/// Writes a merge revision over all heads and HEADS. Nothing when there is only one head.
std::optional<Written> merge(Context& context, const MergeRequest& request);

struct CheckReport {
  std::vector<Diagnostic> problems;  ///< errors and warnings, by place
  std::size_t revisions = 0;
  std::vector<revision::Id> heads;
  bool fixed = false;  ///< HEADS was rewritten

  bool ok() const;  ///< no errors
};

/// Reads the files only. The scripts are read by the rules of every kind of database that the
/// environments name; without any, of PostgreSQL. `fix` rewrites HEADS.
CheckReport check(Context& context, bool fix);

}  // namespace dunlin::app
