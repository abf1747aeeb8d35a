#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "revision/applied.h"
#include "revision/graph.h"

namespace dunlin::revision {

/// Revisions as one reads them aloud: `a b:a c:a d:b,c` is a diamond. After the parents:
/// `~x,y` depends on, `#l,m` labels, `=p,q` replaces, `/slug`.
inline std::vector<Revision> revisions_of(std::string_view notation) {
  std::vector<Revision> revisions;
  for (const std::string& word : split(notation, ' ')) {
    if (word.empty()) continue;
    Revision revision;
    std::size_t at = 0;
    char kind = '.';
    while (at <= word.size()) {
      const std::size_t end = std::min(word.find_first_of(":~#=/", at), word.size());
      const std::string part = word.substr(at, end - at);
      if (kind == '.') revision.id = part;
      if (kind == ':') revision.parents = split(part, ',');
      if (kind == '~') revision.depends_on = split(part, ',');
      if (kind == '#') revision.labels = split(part, ',');
      if (kind == '=') revision.replaces = split(part, ',');
      if (kind == '/') revision.slug = part;
      kind = end < word.size() ? word[end] : '.';
      at = end + 1;
    }
    revisions.push_back(revision);
  }
  return revisions;
}

inline Graph graph_of(std::string_view notation) { return Graph(revisions_of(notation)); }

/// Rows of the ledger: `a b c` were applied in this order by one run.
inline AppliedRows rows_of(std::string_view ids, std::string_view run = "run-1") {
  AppliedRows rows;
  for (const std::string& id : split(ids, ' ')) {
    if (id.empty()) continue;
    Applied row;
    row.id = id;
    row.sequence = static_cast<std::int64_t>(rows.size()) + 1;
    row.run = run;
    rows.push_back(row);
  }
  return rows;
}

/// The rows of these revisions, applied in the order of the graph.
inline AppliedRows rows_of(const Graph& graph, const Selection& applied) {
  return rows_of(joined(graph.ids(applied), " "));
}

}  // namespace dunlin::revision
