#include "revision/check.h"

#include <algorithm>
#include <set>

#include "app/author.h"
#include "app/backends.h"
#include "app/checkout.h"
#include "app/database.h"
#include "revision/heads.h"
#include "revision/writer.h"

namespace dunlin::app {

namespace {

using revision::Graph;

// A URL that cannot be had here (a variable of the server's) says nothing about its dialect.
std::set<Dialect> dialects_of(Context& context) {
  std::set<Dialect> dialects;
  for (const config::Environment& environment : context.config().environments) {
    if (const auto dialect = dialect_of(context, environment)) dialects.insert(*dialect);
  }
  if (dialects.empty()) {
    try {
      dialects.insert(url_of(context, settings_of(context)).dialect);
    } catch (const Error&) {
      dialects.insert(all_dialects().front());
    }
  }
  return dialects;
}

void add(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
  // A plain script is read once per dialect; what both object to is said once.
  for (Diagnostic& diagnostic : more) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const Diagnostic& other) {
      return other.place == diagnostic.place && other.code == diagnostic.code &&
             other.message == diagnostic.message;
    });
    if (!known) all.push_back(std::move(diagnostic));
  }
}

Diagnostic several_heads(const Graph& graph, const std::string& directory) {
  Diagnostic diagnostic;
  diagnostic.code = code::kSeveralHeads;
  diagnostic.message = std::to_string(graph.heads().size()) +
                       " heads: concurrent work was brought together, but not merged";
  diagnostic.place = Place{directory, 0, 0};
  for (const revision::Id& id : graph.heads()) diagnostic.notes.push_back(graph.at(id).title());
  diagnostic.next = {"dunlin merge"};
  return diagnostic;
}

}  // namespace

bool CheckReport::ok() const {
  return std::none_of(problems.begin(), problems.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
}

CheckReport check(Context& context, bool fix) {
  CheckReport report;
  const revision::Directory directory = read_directory(context);
  report.problems = directory.problems;
  report.revisions = directory.revisions.size();
  add(report.problems, revision::check_names(context.files(), directory, all_dialects()));
  for (const Dialect dialect : dialects_of(context)) {
    add(report.problems,
        revision::check_sql(context.files(), directory, backend_of(dialect).reader()));
  }
  if (!directory.sound()) return report;
  const Graph graph(directory.revisions);
  report.heads = graph.heads();
  if (fix) {
    const std::string path = path_in(directory.path, revision::kHeadsFile);
    if (context.files().read(path) != revision::heads_file(graph.heads())) {
      revision::write_heads(context.files(), directory);
      report.fixed = true;
    }
  }
  add(report.problems, revision::check_heads(context.files(), directory, graph));
  if (report.heads.size() > 1) report.problems.push_back(several_heads(graph, directory.path));
  return report;
}

}  // namespace dunlin::app
