#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/checkout.h"
#include "app/database.h"
#include "app/inspect.h"
#include "app/ledger_view.h"
#include "base/text.h"

namespace dunlin::app {

namespace {

using revision::Mark;
using revision::Standing;

Diagnostic warning(const Code& code, std::string message, std::string next) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = Severity::warning;
  diagnostic.message = std::move(message);
  diagnostic.next.push_back(std::move(next));
  return diagnostic;
}

// Everything an upgrade would stop at, said before anybody starts one.
void add_warnings(StatusReport& report) {
  const auto ids_with = [&](Mark mark) {
    std::vector<std::string> ids;
    for (const Standing& standing : report.revisions) {
      if (standing.has(mark)) ids.push_back(standing.id);
    }
    return ids;
  };
  const auto add = [&](const Code& code, Mark mark, std::string_view words, std::string next) {
    const std::vector<std::string> ids = ids_with(mark);
    if (ids.empty()) return;
    report.warnings.push_back(warning(code, fmt::format(fmt::runtime(words), listed(ids)),
                                      fmt::format(fmt::runtime(next), ids.front())));
  };
  add(code::kUnfinished, Mark::partial, "unfinished: {}", "dunlin resolve --retry {}");
  add(code::kUnfinished, Mark::running, "begun and not finished: {}", "dunlin resolve --retry {}");
  add(code::kEdited, Mark::edited, "edited after they were applied: {}",
      "dunlin verify {}    (is there what the file says now?)");
  add(code::kAhead, Mark::unknown, "applied, but not in these files: {}",
      "get the files that hold them (git pull)");
  add(code::kGap, Mark::gap, "missing below an applied revision: {}", "dunlin upgrade --fill-gaps");
  if (report.heads.size() > 1) {
    report.warnings.push_back(warning(
        code::kSeveralHeads, fmt::format("{} heads: {}", report.heads.size(), listed(report.heads)),
        "dunlin merge"));
  }
}

StatusReport status_of(Context& context, Database& database, revision::Graph graph) {
  StatusReport report;
  report.database = database.title();
  report.environment = database.name();
  report.absent = database.absent();
  ledger::Snapshot snapshot = database.read();
  database.heed(snapshot.claim);
  report.has_ledger = snapshot.exists;
  report.claim = snapshot.claim;
  report.heads = graph.heads();
  auto facts = std::make_shared<StatusReport::Facts>();
  facts->graph = std::move(graph);
  facts->rows = std::move(snapshot.rows);
  report.revisions = revision::standings(
      facts->graph, facts->rows, checksums_now(context, database.backend()),
      snapshot.exists ? database.ledger().reverted() : std::set<revision::Id>{});
  report.facts = std::move(facts);
  add_warnings(report);
  return report;
}

}  // namespace

std::size_t StatusReport::count(Mark mark) const {
  return static_cast<std::size_t>(
      std::count_if(revisions.begin(), revisions.end(),
                    [&](const Standing& standing) { return standing.has(mark); }));
}

StatusReport status(Context& context) {
  Checkout checkout = read_checkout(context);
  Database database(context, Purpose::read);
  return status_of(context, database, std::move(checkout.graph));
}

std::vector<EnvironmentStatus> status_of_all(Context& context) {
  if (context.config().environments.empty()) {
    throw with_next(Error(code::kNoDatabase, "there are no environments in dunlin.yaml to compare"),
                    "dunlin init");
  }
  const Checkout checkout = read_checkout(context);
  std::vector<EnvironmentStatus> all;
  for (const config::Environment& environment : context.config().environments) {
    EnvironmentStatus one;
    one.name = environment.name;
    try {
      Context own = context.for_environment(environment.name);
      const config::Settings settings = settings_of(own);
      one.url = url_of(own, settings).shown();
      Database database(own, Purpose::read);
      one.report = status_of(own, database, checkout.graph);
    } catch (const Error& error) {
      if (error.exit() == Exit::interrupted || error.exit() == Exit::terminated) throw;
      one.error = error.first();
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace dunlin::app
