#pragma once

#include "app/context.h"
#include "revision/graph.h"
#include "revision/reader.h"

namespace dunlin::app {

/// The revisions of the working directory.
struct Checkout {
  revision::Directory directory;  ///< its revisions have moved into the graph
  revision::Graph graph;
};

/// The files, and every problem they have. Throws where there is no directory.
revision::Directory read_directory(Context& context);

/// Reads the directory and its graph. Throws one Error with every problem of the files; warnings go
/// to the observer.
Checkout read_checkout(Context& context);

}  // namespace dunlin::app
